"""Text → numbers: the shipped encoder. Knows no politics; the rooms put their heads on what it gives."""
