"""How a dossier looks in a terminal: at a glance, 80 columns, with or without colour."""
