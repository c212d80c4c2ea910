"""The page “Learned”: what the program knows of how a person writes and chooses."""
