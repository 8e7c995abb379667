"""What may happen when, decided from plain values: the risk check, the ladder, outcomes, leads.

Here: rules without a database, each readable beside its data file. Not here: who may act (`permissions`)
or the change itself (`actions`).
"""
