"""Files, JSON and CSV: written beside, then renamed; checked in full when read back."""
