"""Many mentions → one event: copies and the same happening told twice."""
