"""The women's federation meeting assistant without a screen: rooms from names and rules up to papers."""

__version__ = "0.1.0"
