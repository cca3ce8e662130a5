"""The script of a meeting (主持词): an editable wording and the meeting's data make lines to speak."""
