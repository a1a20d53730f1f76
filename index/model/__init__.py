"""The weights that fine-tuning changed in the encoder, and their account."""
