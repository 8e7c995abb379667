"""Who may open which compartment of what, on which basis, from when until when; and the one reading call."""
