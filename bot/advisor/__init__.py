"""The advisor: it answers a question, and knows no transport."""
