"""`python -m discourse` is the console script `discourse`."""

from discourse.cli import main

if __name__ == "__main__":
    main()
