"""How people talk to the advisor: the advisor itself, and its doors."""
