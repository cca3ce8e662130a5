"""使用说明: the texts of resources/help, one topic at a time."""
