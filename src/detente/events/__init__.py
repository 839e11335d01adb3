"""Who did what to whom. The door is `find.find_events`."""
