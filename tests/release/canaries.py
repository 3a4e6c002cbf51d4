"""Words planted in every text field that must not leave the team, and the search for them in what is built."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

import pandas as pd

NEVER = {  # fields that no audience but the team sees, by file
    "participants": ("role_detail", "relation_to_peer_support", "gender", "age_band", "ethnicity"),
    "answers": ("comment",),
    "top_three": ("why",),
    "other_factors": ("text",),
    "impacts": ("text",),
    "documents": ("owner", "permission_by"),
    "extracts": ("page", "note"),
    "site_ratings": ("note",),
    "excerpts": ("text", "coder"),
    "outcomes": ("reason",),
    "readings": ("text", "by", "rests_on", "answers"),
    "basis": ("said",),
    "summaries": ("text", "by"),
    "rivals": ("label", "would_show", "note"),
    "mapping": ("organisation",),
}
NOT_FOR_THE_PUBLIC = {
    "sites": ("name", "region", "community", "role_model"),
    "documents": ("title",),
    "followups": ("action",),
}
NOT_FOR_THE_BOARD = {"workshops": ("note", "action"), "followups": ("owner", "note")}
CLOSED = ("team",)  # no member's code: in `by`, what all agreed
WORD = "canary{}x{}x"


def plant_canaries(folder: Path, audience: str) -> dict[str, str]:
    """Plant a word in every field that the audience must not see; returns what each stands for.

    Participants are renamed everywhere, so that a code that leaves the team is found too.
    """
    fields = {name: list(columns) for name, columns in NEVER.items()}
    hidden = {"public": (NOT_FOR_THE_PUBLIC, NOT_FOR_THE_BOARD), "board": (NOT_FOR_THE_BOARD,)}.get(audience, ())
    for more in hidden:
        for name, columns in more.items():
            fields.setdefault(name, []).extend(columns)
    planted: dict[str, str] = {}
    for number, path in enumerate(sorted(folder.glob("*.csv"))):
        frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
        if "participant" in frame:
            frame["participant"] = frame["participant"].map(lambda code: f"canaryperson{code}x" if code else code)
            planted["canaryperson"] = "participant codes"
        for place, column in enumerate(frame.columns):
            if column in fields.get(path.stem, ()):
                word = WORD.format(number, place)
                frame[column] = frame[column].map(
                    lambda text, word=word: f"{text} {word}" if text and text not in CLOSED else text
                )
                planted[word] = f"{path.name}, column {column}"
        frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
    return planted


def find_canaries(folder: Path, planted: dict[str, str], *, more: tuple[str, ...] = ()) -> list[str]:
    """Every released file that holds a planted word (or one of `more`: a path, a user name), and what it stands for.

    Looks into file names, archives (xlsx, docx) and the compressed text of PNG files too.
    """
    words = planted | {word: f"the text {word}" for word in more}
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        text = "\n".join([path.relative_to(folder).as_posix(), *(_texts(path))]).lower()
        found += [
            f"{path.relative_to(folder).as_posix()}: {what}" for word, what in words.items() if word.lower() in text
        ]
    return found


def _texts(path: Path) -> list[str]:
    return _texts_of(path.read_bytes())


def _texts_of(content: bytes) -> list[str]:
    """The texts of a file: of an archive its names and all that is in it, a workbook in an archive too."""
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [text for name in archive.namelist() for text in (name, *_texts_of(archive.read(name)))]
    texts = [content.decode("utf-8", "replace")]
    if content.startswith(b"\x89PNG"):
        texts += [_inflated(chunk) for chunk in re.findall(rb"(?:zTXt|iTXt)(.{1,4096})", content, re.DOTALL)]
    return texts


def _inflated(chunk: bytes) -> str:
    """The text of a compressed chunk, wherever in it the compressed part begins."""
    for start in (place for place, byte in enumerate(chunk) if byte == 0x78):
        try:
            return zlib.decompressobj().decompress(chunk[start:]).decode("utf-8", "replace")
        except zlib.error:
            continue
    return ""
