"""The command line, a thin front door on the services."""
