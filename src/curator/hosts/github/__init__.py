"""GitHub: client, git remote, and the rolling pull request."""
