"""`curator config`: what a `curator.toml` may say."""


def schema() -> None:
    """Print the JSON schema of `curator.toml`, from which editors complete and check it."""
    from curator.cli import show
    from curator.config import schema as described

    show.print_json(described(), indent=2)
