"""A list's first settings: which files it is, which categories it reads, and the texts that are written beside it."""
