"""How the catalog gets in: sources are read, mapped, normalised, compared and checked."""
