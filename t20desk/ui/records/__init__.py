"""The page of a record: its form, its tabs, what is typed and kept until it is saved."""
