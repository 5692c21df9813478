"""Kernels are compiled also where nothing can be kept on disk."""

from leerwerk.engine.planning.compiled import compiled


def test_a_kernel_that_cannot_be_kept_works_all_the_same() -> None:
    nowhere: dict[str, object] = {}
    exec("def twice(n):\n    return 2 * n", nowhere)  # noqa: S102 (code without a file has no place to be kept)
    twice = nowhere["twice"]
    assert callable(twice)
    assert compiled(twice)(21) == 42
