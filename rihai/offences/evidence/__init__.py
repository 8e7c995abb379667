"""Evidence of a case: what it is, who has had it in hand since it was found, and whether it is still as it came."""
