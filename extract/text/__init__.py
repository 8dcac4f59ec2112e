"""From a raw article to normalized text, sentences and tokens."""
