"""The page 选举: the path of the term change, the delegates, voting and counting."""
