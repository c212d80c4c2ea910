"""The room of the web: polite crawling, and what a page says."""
