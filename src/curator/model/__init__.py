"""Learn which papers belong to a list and where, and say how sure that is."""

from curator.model.classifier import Counts, Model, fit

__all__ = ["Counts", "Model", "fit"]
