"""Copies: which articles print one text, which of them is likely the original, and what the others cut and added."""
