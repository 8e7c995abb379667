"""The demonstration: an installation of its own with invented people, made by one command on this machine."""
