"""Name folding, features, index, scoring, explanation, bulk linkage. Pure: no Django."""
