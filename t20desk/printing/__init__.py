"""On paper: lists, sheets and the fonts we bring along."""
