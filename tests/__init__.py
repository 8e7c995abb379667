"""What the system promises, as tests; mirrors rihai/."""
