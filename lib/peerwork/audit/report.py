"""What the audit prints: who could learn what, or a certificate of what was tried."""

from __future__ import annotations

from peerwork.audit.findings import Audit


def describe_audit(audit: Audit) -> list[str]:
    """Lines to print: each finding, and what was tried; a certificate when there are none."""
    tried = audit.tried
    attempts = (
        f"{tried['figures']} released figures, {tried['factors']} factors, {tried['attackers']} attackers, "
        f"{tried['programmes']} integer programmes"
    )
    if audit.safe:
        return [f"Nobody could learn an answer or a withheld mean: {attempts}."]
    return [*(str(finding) for finding in audit.findings), f"{len(audit.findings)} leaks found: {attempts}."]
