"""Who takes a proposal to the maintainer: a local repository, a dry run, GitHub."""
