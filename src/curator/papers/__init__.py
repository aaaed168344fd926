"""What a paper is: its identity, its authors, where papers are kept and read from."""
