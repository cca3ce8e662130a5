"""Keeping the data file safe: backups, going back, files that do not open, one window for one file."""
