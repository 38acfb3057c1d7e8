"""Events and posts as rows: a bounded pool of threads answers each event once, in order, whatever is killed meanwhile."""
