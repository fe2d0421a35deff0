"""Grading policies of the field, one a module: NAME, VERSION and `assess`. Proposals for a person to confirm."""
