"""The pages at which people decide: claim by claim, incident by incident, and the log of what was decided."""
