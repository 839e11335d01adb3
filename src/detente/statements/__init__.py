"""Who said what: reported words with their speaker, cue, addressee and day."""
