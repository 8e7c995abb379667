"""Pages of rescue: inquiries, leads, operations, police units, people found."""
