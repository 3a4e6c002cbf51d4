"""Qualitative Comparative Analysis, crisp and fuzzy: calibration, truth table, minimisation, fit (METHOD 10)."""
