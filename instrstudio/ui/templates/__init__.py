"""The templates: their list, an editor with lint, and a live preview."""
