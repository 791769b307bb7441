"""Use cases that join reading, metrics and storage. No Flask, no command line, no reading of the clock."""
