"""Inquiries, leads, risk checks, operations, handover to police, found persons.

Police lead an operation; these modules record, check and remind, and never replace their order.
"""
