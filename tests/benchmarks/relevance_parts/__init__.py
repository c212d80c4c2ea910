"""Parts of the relevance benchmark: library, rivals, judgements, measures."""
