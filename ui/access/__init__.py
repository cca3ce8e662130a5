"""Signing in, locking, users, and personal data on the screen."""
