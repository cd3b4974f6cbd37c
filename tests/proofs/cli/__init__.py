"""Parts of the proof of the command line."""
