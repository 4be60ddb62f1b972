"""The yearly confirmation: the board of its rounds, and sending one."""
