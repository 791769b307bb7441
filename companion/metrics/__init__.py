"""Typed readings in, estimates out. Pure: no I/O, no clock, no Flask; every number is an `Estimate`."""
