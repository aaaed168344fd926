"""The project's addresses in a release's metadata: those of the repository and the commit that it is built from."""

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Addresses(MetadataHookInterface):
    """Name where workflows, pages and issues are, as GitHub Actions says for a tag; any other build names none."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses and the README; `curator init` writes workflows that call those of `Source`."""
        repository, commit = os.environ.get("GITHUB_REPOSITORY", ""), os.environ.get("GITHUB_SHA", "")
        owner, _, name = repository.partition("/")
        page, text = f"https://github.com/{repository}", (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["urls"] = {
            "Source": f"{page}/tree/{commit}",
            "Documentation": f"https://{owner}.github.io/{name}",
            "Issues": f"{page}/issues",
            "Changelog": f"{page}/blob/{commit}/CHANGELOG.md",
        }
        if os.environ.get("GITHUB_REF_TYPE") != "tag":
            metadata["urls"] = {}
        else:
            text = absolute(text, f"https://raw.githubusercontent.com/{repository}/{commit}", f"{page}/blob/{commit}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def absolute(text: str, pictures: str, pages: str) -> str:
    """Return a README whose pictures and links lead to the repository: PyPI shows it without one."""
    text = re.sub(r'(!\[[^\]]*\]\(|<img src=")(?!https?:)', rf"\1{pictures}/", text)
    return re.sub(r"(?<!!)(\[[^\]]+\]\()(?!https?:|#)", rf"\1{pages}/", text)
