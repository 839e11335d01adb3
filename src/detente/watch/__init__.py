"""Feeds asked politely, what is new in them read: the only room that touches the network."""
