"""What was done, where, by whom: premises, suspects, first information reports, evidence with custody."""
