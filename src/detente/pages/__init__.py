"""Bytes → pages: decoded text with what it was made from. The door is `read.open_pages`."""
