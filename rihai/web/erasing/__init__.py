"""Erasing a person for good, by two people: composed here, because what is known of somebody lies in many rooms."""
