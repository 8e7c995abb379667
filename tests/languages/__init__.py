"""The maintainers' tool for translations: finds our texts, keeps the catalogues in step, judges them."""
