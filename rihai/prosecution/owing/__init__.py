"""Which event of a legal case makes somebody owe what, and to whom it passes. The rules are data of `duties`."""
