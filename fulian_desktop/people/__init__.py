"""Persons and ordered name lists."""
