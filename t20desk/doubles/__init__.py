"""Doubles: records that are likely one and the same, by visible rules with points."""
