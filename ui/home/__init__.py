"""Home page and the first start."""
