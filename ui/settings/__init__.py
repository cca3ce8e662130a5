"""Settings: how the screen looks, whose file it is, backup and check of the file."""
