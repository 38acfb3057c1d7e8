"""How credentials stack into a path toward a role. The room stands; its solver comes with the next milestone."""
