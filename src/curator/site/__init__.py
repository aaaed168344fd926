"""A list as a page to explore: entries and papers → records, one HTML file that needs nothing else, downloads."""

from curator.site.downloads import to_atom, to_bibtex, to_csv, to_json
from curator.site.page import Assets, Site, render
from curator.site.records import Record, records

__all__ = ["Assets", "Record", "Site", "records", "render", "to_atom", "to_bibtex", "to_csv", "to_json"]
