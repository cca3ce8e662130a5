"""The room of minutes: the record at the left, the text by its standard parts at the right."""
