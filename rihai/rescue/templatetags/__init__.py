"""Words and pictures for the templates of rescue."""
