"""Published stories: read, checked, and run through the same actions as our own work."""
