"""A key beside the study: keyed marks that nobody can try out, and sealed text that nobody else can read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from peerwork.problems import Problem, ProblemsFound

KEY_FILE = "release_key"
KEY_BYTES = 32


def open_key(folder: Path) -> bytes:
    """The study's key, made on first use; never to be shared, nor kept under version control.

    Raises ProblemsFound where the file is there and holds no key.
    """
    path = folder / KEY_FILE
    if not path.is_file():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    written = path.read_bytes().strip()
    if not re.fullmatch(rb"[0-9a-f]{%d}" % (2 * KEY_BYTES), written):
        right = "put it back from a backup; only if nothing was ever released, delete it"
        raise ProblemsFound([Problem(KEY_FILE, None, "", "is not a key as peerwork makes it", right)])
    return bytes.fromhex(written.decode("ascii"))


def keyed_mark(key: bytes, *parts: object) -> str:
    """A mark of these parts: the same parts give the same mark, and without the key it cannot be tried out."""
    text = "\x1f".join(str(part) for part in parts)
    return hmac.new(key, b"mark\x1f" + text.encode("utf-8"), hashlib.sha256).hexdigest()[:32]


def seal(key: bytes, text: str) -> str:
    """The text sealed: the same text gives the same seal (so that nothing changes where nothing did)."""
    plain = text.encode("utf-8")
    stamp = _stamp(key, plain)
    return base64.b64encode(stamp + _mixed(key, stamp, plain)).decode("ascii")


def unseal(key: bytes, sealed: str) -> str:
    """The text of a seal; raises ValueError where the key is another or the seal was changed."""
    whole = base64.b64decode(sealed.encode("ascii"), validate=True)
    stamp, mixed = whole[: hashlib.sha256().digest_size], whole[hashlib.sha256().digest_size :]
    plain = _mixed(key, stamp, mixed)
    if not hmac.compare_digest(stamp, _stamp(key, plain)):
        raise ValueError("the key is another, or the seal was changed")
    return plain.decode("utf-8")


def _stamp(key: bytes, plain: bytes) -> bytes:
    return hmac.new(key, b"stamp" + plain, hashlib.sha256).digest()


def _mixed(key: bytes, stamp: bytes, text: bytes) -> bytes:
    """The text exclusive-or a stream that the key and the stamp give (a keyed hash in counter mode)."""
    blocks = range(-(-len(text) // hashlib.sha256().digest_size))
    stream = b"".join(
        hmac.new(key, b"mix" + stamp + block.to_bytes(8, "big"), hashlib.sha256).digest() for block in blocks
    )
    return bytes(a ^ b for a, b in zip(text, stream, strict=False))
