"""The page Scores: how the methods do by automatic metrics, run by run."""
