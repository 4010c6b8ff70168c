"""`python -m retro` is the same as `retro`."""

from retro.cli.main import main

if __name__ == "__main__":
    main()
