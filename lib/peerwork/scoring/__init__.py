"""From a Study to tidy tables: one module a section of METHOD.md, pure functions, no files, no rounding."""

from peerwork.scoring.found import score_study
from peerwork.scoring.tables import write_tables

__all__ = ["score_study", "write_tables"]
