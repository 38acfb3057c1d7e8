"""The people store on SQLModel, in a database of its own."""
