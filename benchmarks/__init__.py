"""Measurements against a floor, printed as ratios; nothing here is a test."""
