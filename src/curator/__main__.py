"""Run `python -m curator` as `curator`."""

from curator.cli import main

main()
