"""The compartments, for every package above: see `rihai.accounts.compartments`, where roles need them."""

from rihai.accounts.compartments import Compartment

__all__ = ["Compartment"]
