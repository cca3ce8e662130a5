"""What is peculiar to Chinese names, numbers, dates and codes; knows no meetings and no files of ours."""
