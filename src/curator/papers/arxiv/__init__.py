"""arXiv: its feeds, its query API, OAI-PMH, and what was read before."""
