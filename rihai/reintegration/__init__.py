"""Home verification, restoration, follow-ups, outcomes, entitlements, livelihood."""
