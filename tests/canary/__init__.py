"""Plants names, phones and plans, walks the whole path with forced faults, and looks for them everywhere."""
