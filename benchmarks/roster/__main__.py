"""``python -m benchmarks.roster``."""

from benchmarks.roster import main

raise SystemExit(main())
