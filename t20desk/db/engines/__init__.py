"""The ways of the two databases: opened, asked, stopped, and what they refuse said in words."""
