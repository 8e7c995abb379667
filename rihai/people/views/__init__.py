"""Pages about people: `people` shows one person and the search, `contact` how she may be reached."""
