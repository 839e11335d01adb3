"""Who is named: mentions of states, bodies and those who act for them. The door is `resolve`."""
