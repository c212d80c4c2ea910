"""From a source to target tokens: rules, searches, and what they find."""
