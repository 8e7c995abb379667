"""Files of a record: sealed as they came, with a copy that is safe to show. Each package has rows of its own."""
