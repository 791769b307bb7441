"""TikTok payloads in, typed readings out. Pure: no I/O, no clock; odd data gives `None`, never an exception."""
