"""The roster page: who is in the federation, forms for one person, import of spreadsheets."""
