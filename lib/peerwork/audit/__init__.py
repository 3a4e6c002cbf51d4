"""The attack on what is released: an independent module that shares no code with what protects it (METHOD 14)."""

from peerwork.audit.audit import attack_on, audit_release
from peerwork.audit.findings import Audit, Cell, Finding
from peerwork.audit.reading import open_release
from peerwork.audit.released import Release
from peerwork.audit.report import say_audit

__all__ = ["Audit", "Cell", "Finding", "Release", "attack_on", "audit_release", "open_release", "say_audit"]
