"""Pages of accounts: one's own, managing those of colleagues, desks, and a demonstration's way in."""
