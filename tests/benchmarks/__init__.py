"""Benchmarks: `python -m tests.benchmarks [NAME...]` measures and writes BENCHMARKS.md. No part of the test suite."""
