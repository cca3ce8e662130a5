"""The papers of a meeting, one module for each family: from the figures of a meeting to content blocks."""
