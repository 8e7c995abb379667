"""Two organisations find whom they share without showing each other, or whoever compares, a name.

Each encodes its own register with a key that both hold and the comparing side never sees; what is compared are
keyed filters; what comes back are pairs of ids with a band, and then people talk to people. What this does not
protect is said in docs/matching.md: whoever holds the key reads the filters, and whoever holds only the filters
can count. Here: the key (`keys`), filters (`filters`), encoding (`encoding`), comparing (`comparing`, `scores`),
the file between (`fileformat`). Not here: reading CSV files or the commands.
"""
