"""The papers of a meeting: catalogue, preview, printing, saving."""
