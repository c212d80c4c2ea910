"""Looking a file through: what is wrong with each row, and the row mended.

No plug-in: it asks the format of a file what it makes of the rows, gives each answer
the id of its rule, and adds what LLaMA-Factory's loader would make of them.
"""
