"""The project's addresses in a release's metadata: those of the repository and the commit that it is built from."""

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Addresses(MetadataHookInterface):
    """Name where workflows, pages and issues are, as GitHub Actions says for a tag; any other build names none."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses; `curator init` writes workflows that call those of `Source`."""
        repository, commit = os.environ.get("GITHUB_REPOSITORY", ""), os.environ.get("GITHUB_SHA", "")
        owner, _, name = repository.partition("/")
        page = f"https://github.com/{repository}"
        metadata["urls"] = {
            "Source": f"{page}/tree/{commit}",
            "Documentation": f"https://{owner}.github.io/{name}",
            "Issues": f"{page}/issues",
            "Changelog": f"{page}/blob/{commit}/CHANGELOG.md",
        }
        if os.environ.get("GITHUB_REF_TYPE") != "tag":
            metadata["urls"] = {}
