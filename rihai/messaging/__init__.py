"""Notices, deliveries, raw spool, adapters of SMS, mail and chat providers, in and out."""
