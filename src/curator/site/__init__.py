"""A list as a page to explore: entries and papers → records, one HTML file that needs nothing else, downloads."""

from curator.site.downloads import atom, bibtex, csv, json
from curator.site.page import Assets, Site, render
from curator.site.records import Record, records

__all__ = ["Assets", "Record", "Site", "atom", "bibtex", "csv", "json", "records", "render"]
