"""Users, desks, roles, permissions, two factors, sessions."""
