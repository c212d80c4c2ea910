"""The area Evaluate: scores, ratings, annotation, and what was learned of a person."""
