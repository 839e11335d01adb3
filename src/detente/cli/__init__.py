"""Verbs that bear the names of the API. The only room that prints."""
