"""How well a list is served: its past replayed, models compared, and the pages and the card that say so."""
