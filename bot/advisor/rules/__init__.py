"""The rules engine's answers, one module for each kind of message."""
