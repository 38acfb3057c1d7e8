"""Whom we know: profiles, saved plans and conversations. Kept apart from the catalog, never indexed."""
