"""Events → the state of a directed dyad, period by period."""
