"""Peerwork: test a framework against interviews and documents at a handful of sites, and share it safely."""

__version__ = "0.1.0"
