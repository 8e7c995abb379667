"""Files that came with an alert: a screenshot of an offer, a photo of a flyer, a letter."""
