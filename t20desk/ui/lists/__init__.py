"""The page of a list: views, filters, the day asked for, and what is done with a selection."""
