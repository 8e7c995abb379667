"""What is asked on the screens of rescue. A form gives the frozen facts of its action, never a record."""
