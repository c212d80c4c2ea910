"""The SQLite room: project files, rows to values and back, and their history."""
