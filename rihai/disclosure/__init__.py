"""Disclosure control: which counts may be shown so that nobody can be worked out from them. Pure: no Django.

    shown = suppress(two_way(counts)).shown      # {cell: count, or None where it is hidden}

Constants of the policy stand in `policy`, the shapes of tables in `tables`, what a reader can work out in
`ranges`, the choice of what to hide in `suppression`, comparing two publications in `differencing`. The policy in
words is docs/figures.md. Not here yet: k-anonymity of records, differential privacy.
"""
