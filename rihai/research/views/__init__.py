"""Pages and files of figures: reports, and publishing."""
