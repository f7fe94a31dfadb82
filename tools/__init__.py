"""Tools for those who work on vtexlint. None of them is in the wheel."""
