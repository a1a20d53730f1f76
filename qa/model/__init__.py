"""The reader's weights and its confidence, as package data."""
