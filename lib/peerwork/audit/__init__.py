"""The attack on what is released: an independent module that shares no code with what protects it (METHOD 14)."""

from peerwork.audit.audit import audit_release
from peerwork.audit.findings import Audit, Cell, Finding
from peerwork.audit.reading import open_release
from peerwork.audit.released import ReleaseRecord
from peerwork.audit.report import describe_audit

__all__ = ["Audit", "Cell", "Finding", "ReleaseRecord", "audit_release", "open_release", "describe_audit"]
