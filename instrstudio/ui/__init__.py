"""The window, a thin front door on the services."""
