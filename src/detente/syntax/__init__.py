"""Sentences of an article, with their grammar."""
