"""Envelope encryption, sealed fields and files, blind index, public-key sealing.

Knows organisations by uid only and decides nothing about who may read.
"""
