"""``python -m benchmarks.planning``."""

from benchmarks.planning import main

raise SystemExit(main())
