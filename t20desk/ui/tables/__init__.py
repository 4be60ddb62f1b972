"""Tables of records: their rows, cells, keys, colours, and what is typed or pasted there."""
