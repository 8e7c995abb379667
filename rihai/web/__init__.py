"""The shell: sign-in pages, My day, case overview, base templates, components, static files.

The one place where sibling packages may stand on one page. No business rules live here.
"""
