"""Collaboration: referrals, transfers, joint cases, agreements, requests by link, forums and commitments."""
