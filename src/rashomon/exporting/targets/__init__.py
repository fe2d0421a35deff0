"""The formats a dossier can be written in, one module each."""
