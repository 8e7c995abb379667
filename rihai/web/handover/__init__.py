"""Passing on everything a colleague holds when she is ill or leaves: composed here, because it lies in many rooms."""
