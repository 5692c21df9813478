"""One door to the compiler, so that the rest stays typed and works the same without it.

With ``NUMBA_DISABLE_JIT=1`` every kernel runs as plain Python; the tests compare the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numba


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile to machine code, keep it on disk for the next start, and let other threads run meanwhile.

    Where nothing can be kept (a read-only installation without ``NUMBA_CACHE_DIR``) every start compiles anew.
    """
    try:
        return cast(F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast(F, numba.njit(nogil=True)(function))
