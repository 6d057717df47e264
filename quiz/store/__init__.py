"""The progress file."""
