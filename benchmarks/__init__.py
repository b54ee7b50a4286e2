"""Measurements of both wings: ``make bench``."""
