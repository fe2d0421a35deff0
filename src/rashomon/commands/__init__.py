"""Commands that grew out of `cli`: a module each, registered there. What is heavy is imported inside the command."""
