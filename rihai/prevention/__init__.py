"""Watch groups, observations, schools, programmes, sessions, safe migration, drop-in centres, training."""
