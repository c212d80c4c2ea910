"""The room of judgement: agreement, rankings from votes, and what choices teach."""
