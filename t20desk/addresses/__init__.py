"""Addresses of any selection, for mail and for the post."""
