"""What must hold, and what follows: rules looked at inside a change, and derived values."""
