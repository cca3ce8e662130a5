"""Exact thresholds, rule packs as data, and verdicts that explain themselves."""
