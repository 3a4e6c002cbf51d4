"""The attack on what is released: an independent module that shares no code with what protects it (METHOD 14)."""

from peerwork.audit.audit import Audit, Finding, audit_release
from peerwork.audit.released import Release, open_release
from peerwork.audit.report import say_audit

__all__ = ["Audit", "Finding", "Release", "audit_release", "open_release", "say_audit"]
