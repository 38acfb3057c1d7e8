"""How credentials stack: from where a learner stands to a goal, proven best for what the catalog holds."""
