"""The Jinja2 room: template text to spanned instruction text."""
