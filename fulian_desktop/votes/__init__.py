"""Shows of hands: questions, counts, verdicts, and the seats they fill."""
