"""What somebody owes by when, and why: one mechanism for every deadline, clock, schedule and reminder."""
