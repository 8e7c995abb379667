"""Forms about people: `identity` for what is known of somebody and the search, `contact` for reaching her."""
