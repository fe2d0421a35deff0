"""Runs a pure function over many values: here, or in processes of this machine."""
