"""The tools that a language model may call: typed arguments in, the rules engine's own acts done, the records as data out."""
