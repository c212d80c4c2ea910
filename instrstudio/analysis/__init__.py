"""The room that reads a task: its type, its languages, the words for its parts."""
