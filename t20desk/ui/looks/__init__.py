"""How things look: theme, icons, words, and small widgets that every page may use."""
