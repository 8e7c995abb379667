"""Alerts from every channel and their triage; later the public door.

An accepted alert opens an inquiry; intake never decides what happens after.
"""
