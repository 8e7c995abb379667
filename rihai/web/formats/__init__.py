"""How dates and times are written, for each language (settings.FORMAT_MODULE_PATH)."""
