"""Documents of a case: letters, papers and pictures, sealed as they came, with a copy that is safe to show."""
