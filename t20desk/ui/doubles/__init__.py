"""Records that may be the same one: found, compared, merged."""
