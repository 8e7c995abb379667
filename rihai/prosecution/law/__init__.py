"""What the desk takes from the law: sections, findings, clocks, options, sentences; always with its standing."""
