"""What comes from outside: the in-tray, the wizard, what was learned, books that come back."""
