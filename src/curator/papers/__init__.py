"""What a paper is: its identity, its authors, where papers are stored and read from."""
