"""Envelope encryption, sealed fields and files, blind index, public-key sealing.

Knows organisations by uid only and decides nothing about who may read.

The keys, from the outside in:

    master key          a file, a secret or a typed text outside the database (`master`)
      └ agency key      one per organisation and purpose, stored wrapped (`keys`)
          └ data key    one per person, case, alert, … or file, wrapped once for each organisation
              └ value   one cell of one row, bound to its place (`envelope`, `fields`), or one file (`stream`)

Who steals the database alone holds codes, times and sizes. Who steals the master key too holds everything.
"""
