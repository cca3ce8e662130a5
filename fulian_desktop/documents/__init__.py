"""Papers: one neutral content model, drawn as PDF on A4 in the look of GB/T 9704."""
