"""The world: HTTP, files and tables, GitHub. Nothing pure imports from here."""
