"""Finders of mentions in normalized text: quantities, dates, places, names, attributions, metrics."""
