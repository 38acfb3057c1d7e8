"""Dialogues that score the advisor, and what scores them."""
