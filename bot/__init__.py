"""Milepost: the customer-journey assistant for customer success managers."""

__version__ = "0.4.0"
