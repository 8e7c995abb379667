"""What the actions are told: frozen, named, silent when printed. One module for each part of the work."""
