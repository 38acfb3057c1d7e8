"""Whom we know: conversations, later profiles, saved plans and consent. Kept apart from the catalog, never indexed."""
