"""What we know: the field's nouns, and where they are kept."""
