"""The hall's screen (会场大屏): what the projector shows, and its small mirror on the desk."""
