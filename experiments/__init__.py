"""Where the figures that lists share come from; not part of the package."""
