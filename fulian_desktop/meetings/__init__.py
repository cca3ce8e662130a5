"""Meetings of the committee: preparation, agenda, attendance, and what was true when they were held."""
