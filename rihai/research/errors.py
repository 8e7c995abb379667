"""What cannot be done with a figure, in words for the person at the screen."""


class NotPossible(Exception):
    """Shown beside the form; what was typed stays."""
