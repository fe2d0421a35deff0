"""Commands that grew out of `cli`: one module each, registered there. Everything heavy is imported inside the command."""
