"""Wordings: the texts papers and scripts are made from, edited beside what they give."""
