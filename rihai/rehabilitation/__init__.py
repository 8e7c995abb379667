"""Homes, beds, stays, assessments, care plans, sessions, registers, complaints."""
