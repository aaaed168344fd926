"""Text → sections and entries, without loss."""
