"""Words of prosecution in templates."""
