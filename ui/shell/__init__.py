"""Window, theme, widgets, tables, prompts and jobs shared by every page."""
