"""``python -m leerwerk`` is the same as ``leerwerk``."""

from leerwerk.commands import main

if __name__ == "__main__":
    main()
