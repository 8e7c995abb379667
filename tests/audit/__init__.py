"""What the audit trail promises; mirrors rihai/audit/."""
