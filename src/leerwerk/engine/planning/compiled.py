"""One door to the compiler, so that the rest stays typed and works the same without it.

With ``NUMBA_DISABLE_JIT=1`` every kernel runs as plain Python; the tests compare the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numba


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile to machine code, keep it on disk for the next start, and let other threads run meanwhile.

    Where nothing can be kept (a read-only installation without ``NUMBA_CACHE_DIR``) every start compiles anew.
    """
    return _compile(function)


def inner[F: Callable[..., object]](function: F) -> F:
    """As ``compiled``, for what only compiled code calls: without a door for Python, which takes a third of it."""
    return _compile(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compile[F: Callable[..., object]](function: F, **options: bool) -> F:
    compiler = cast(Any, numba.njit)  # its types do not know these options
    try:
        return cast(F, compiler(cache=True, nogil=True, **options)(function))
    except RuntimeError:
        return cast(F, compiler(nogil=True, **options)(function))
