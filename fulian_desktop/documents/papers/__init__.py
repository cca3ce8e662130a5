"""The papers of a meeting, one module for each family; each turns the figures of a meeting into content blocks."""
