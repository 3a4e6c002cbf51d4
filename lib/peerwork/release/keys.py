"""The study's key: opaque tokens of answers that nobody can try out without it, and text that nobody else can read."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import zlib
from functools import cache, lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerwork.problems import Problem, ProblemsFound

KEY_FILE = "release_key"
KEY_BYTES = 32
NO_KEY = bytes(KEY_BYTES)  # of a study that never released anything: its tokens are thrown away with the draft


def read_key(folder: Path) -> bytes:
    """The study's key, `NO_KEY` where it has none; raises ProblemsFound where the file holds no key."""
    path = folder / KEY_FILE
    if not path.is_file():
        return NO_KEY
    written = path.read_bytes().strip()
    if not re.fullmatch(rb"[0-9a-f]{%d}" % (2 * KEY_BYTES), written):
        right = "put it back from a backup; only if nothing was ever released, delete it"
        raise ProblemsFound([Problem(KEY_FILE, None, "", "is not a key as peerwork makes it", right)])
    return bytes.fromhex(written.decode("ascii"))


def make_key(folder: Path) -> bytes:
    """The study's key, made for the first release; never to be shared, nor kept under version control."""
    path = folder / KEY_FILE
    if not path.is_file():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    return read_key(folder)


def token(key: bytes, *parts: object) -> str:
    """An opaque token: the same parts give the same one, and without the key nobody can try parts out."""
    return _token(key, "\x1f".join(str(part) for part in parts))


@lru_cache(maxsize=2**17)
def _token(key: bytes, text: str) -> str:
    return hmac.new(_derived(key, b"tokens"), text.encode("utf-8"), hashlib.sha256).hexdigest()[:20]


def encrypt(key: bytes, text: str) -> bytes:
    """The text under AES-SIV (RFC 5297): the same text gives the same bytes, so that nothing changes where nothing did.

    What equal bytes tell (that a record is the one it was) its file tells anyway.
    """
    return AESSIV(_derived(key, b"history")).encrypt(zlib.compress(text.encode("utf-8")), None)


def decrypt(key: bytes, content: bytes) -> str:
    """The text again; raises ValueError where the key is another or the bytes were changed."""
    try:
        return zlib.decompress(AESSIV(_derived(key, b"history")).decrypt(content, None)).decode("utf-8")
    except InvalidTag as error:
        raise ValueError("the key is another, or the record was changed") from error


@cache
def _derived(key: bytes, purpose: bytes) -> bytes:
    """A key of its own for each purpose (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=64, salt=None, info=b"peerwork " + purpose).derive(key)
