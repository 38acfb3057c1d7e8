"""Value parsers: one kind of cell each, pure, and none of them raises on any text."""
