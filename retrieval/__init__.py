"""How it is found: filters that decide, text that orders, one generation at a time."""
