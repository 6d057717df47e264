"""Bank files: YAML that people write, read into questions with every problem named by its place."""
