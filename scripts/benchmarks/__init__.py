"""Benchmarks by subject: ``run(folder)`` of each returns its figures, with ratios to a floor of the same run."""
