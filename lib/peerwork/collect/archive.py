"""Packed files from elsewhere (.xlsx, .ods, .qdpx), opened so that none fills memory or reaches out of itself."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from peerwork.problems import quoted

MOST_BYTES = 40_000_000  # of one packed member: a transcript of 100 hours has 6 million
MOST_MEMBERS = 10_000
MOST_HEAD = 10_000_000  # bytes in which an old binary file says whether it is encrypted
MOST_RATIO = 500  # text packs to a hundredth at most; a bomb to less than a thousandth
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Refused(Exception):
    """A file that is not read; in words: what is wrong, and what would be right."""

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong}; {right}")


def read_limited(path: Path, most: int, right: str) -> bytes:
    """A file's bytes; raises Refused, before it is read, for one of more than `most`, or OSError."""
    size = path.stat().st_size
    if size > most:
        raise Refused(f"holds {size:,} bytes", right)
    with path.open("rb") as file:
        return file.read(most + 1)[:most]  # it may have grown, or be no file at all


class Archive:
    """A packed file whose members are read into memory, one at a time, never to disk; raises Refused.

    A file that may be large is named by its path, and not read as a whole.
    """

    def __init__(self, source: bytes | Path, kind: str) -> None:
        self._kind = kind
        self._pack = self._opened(source)
        for member in self._pack.infolist():
            self._refuse_member(member)

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return self._pack.namelist()

    def size(self, name: str) -> int:
        """The bytes that a member unpacks to."""
        return self._pack.getinfo(name).file_size

    def read(self, name: str) -> bytes:
        """One member, whole."""
        member = self._pack.getinfo(name)
        if member.file_size > MOST_BYTES:
            raise Refused(f"its part {quoted(name)} unpacks to {member.file_size:,} bytes", self._smaller())
        if member.file_size > MOST_RATIO * max(member.compress_size, 1000):
            raise Refused(f"its part {quoted(name)} is packed like a bomb", self._smaller())
        try:
            return self._pack.read(name)  # never more than the size that it says of itself
        except Exception as error:  # a damaged member makes zipfile raise anything: zlib, lzma, CRC, struct errors
            raise self._damaged() from error

    def read_xml(self, name: str) -> bytes:
        """One member of XML that declares no entities: those bomb memory, or fetch files from elsewhere."""
        data = self.read(name)
        refuse_doctype(data, f"its part {quoted(name)}")
        return data

    def close(self) -> None:
        """Let go of the file."""
        self._pack.close()

    def _opened(self, source: bytes | Path) -> zipfile.ZipFile:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            head = file.read(MOST_HEAD)
        if head.startswith(_OLE):
            locked = "is protected by a password" if _ENCRYPTED in head else "is an old binary file under a new name"
            raise Refused(locked, f"save it as {self._kind} without a password")
        try:
            return zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except Exception as error:
            raise self._damaged() from error

    def _refuse_member(self, member: zipfile.ZipInfo) -> None:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else False:
            raise Refused(f"it holds a member that would leave its folder, {quoted(member.filename)}", "do not use it")
        if member.flag_bits & 0x1:
            raise Refused("is protected by a password", f"save it as {self._kind} without one")
        if len(self.names) > MOST_MEMBERS:
            raise Refused(f"it holds {len(self.names):,} members", self._smaller())

    def _smaller(self) -> str:
        return f"give {self._kind} of an ordinary size"

    def _damaged(self) -> Refused:
        return Refused(f"is not {self._kind}, or a damaged one", "save it again from the program that made it")


def refuse_doctype(data: bytes, what: str) -> None:
    """Raise Refused for XML that declares a document type, and with it could declare entities."""
    if any(mark in data for mark in _DOCTYPES):
        raise Refused(f"{what} declares XML entities", "save it again from the program that made it")
