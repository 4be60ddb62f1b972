"""A search as a tree, and from it bound SQL that finds the same on both databases."""
