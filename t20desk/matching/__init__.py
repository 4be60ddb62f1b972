"""Finding the records that words mean: by their key, their name, or what they link to."""
