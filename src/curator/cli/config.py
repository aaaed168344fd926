"""`curator config`: what a `curator.toml` may say."""

from json import dumps


def schema() -> None:
    """Print the JSON schema of `curator.toml`, from which editors complete and check it."""
    from curator.config import schema as described

    print(dumps(described(), ensure_ascii=False, indent=2))
