"""A set of files is the old one or the new one: after a kill at any step, on a full disk, with two writers at once."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from peerwork.atomic import JOURNAL, LOCK, replace_files, settle

OLD = {"a.csv": b"old a", "b.csv": b"old b", "gone.csv": b"old gone"}
NEW = {"a.csv": b"new a", "b.csv": b"new b", "gone.csv": None, "kept/1.zip": b"new pack"}
# counts every call that changes the disk, and ends the process as a kill does at the one whose number is given
KILLED = """
import os, sys
calls = 0
def counted(call):
    def made(*words, **options):
        global calls
        calls += 1
        if calls == int(sys.argv[2]):
            os._exit(9)
        return call(*words, **options)
    return made
for name in ("rename", "replace", "unlink", "rmdir", "mkdir", "fsync", "chmod"):
    setattr(os, name, counted(getattr(os, name)))
from pathlib import Path
from peerwork.atomic import replace_files
replace_files(Path(sys.argv[1]), {new!r})
"""


def contents(folder: Path) -> dict[str, bytes]:
    ours = (JOURNAL, LOCK)
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if not path.name.startswith(ours)}


def old(folder: Path) -> Path:
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


def test_after_a_kill_at_any_step_the_next_start_has_the_old_set_or_the_new_one(tmp_path):
    seen, ended = [], 9
    step = 0
    while ended == 9:
        step += 1
        folder = old(tmp_path / str(step))
        words = [sys.executable, "-c", KILLED.replace("{new!r}", repr(NEW)), str(folder), str(step)]
        ended = subprocess.run(words, check=False).returncode
        settle(folder)
        files = {name: data for name, data in contents(folder).items() if not name.startswith(JOURNAL)}
        assert files in (OLD, {name: data for name, data in NEW.items() if data is not None}), step
        seen.append(files == OLD)
        replace_files(folder, {"a.csv": b"later"})  # what a killed process left is in nobody's way, and gone
        assert not [path for path in folder.iterdir() if path.name.startswith(JOURNAL)]
    assert ended == 0 and seen[0] and not seen[-1] and len(seen) > 10


@pytest.mark.parametrize("nth", range(1, 5))
def test_a_full_disk_leaves_all_as_it_was_and_is_said(tmp_path, monkeypatch, nth):
    folder, calls, sync = old(tmp_path / "study"), [], os.fsync

    def full(descriptor):
        calls.append(descriptor)
        if len(calls) == nth:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_files(folder, NEW)
    assert contents(folder) == OLD and not list(folder.glob(f"{JOURNAL}*"))


def test_a_file_that_another_program_holds_stops_all_before_anything_is_written(tmp_path, monkeypatch):
    folder = old(tmp_path / "study")
    opened = Path.open

    def held(path, mode="r", *words, **options):
        if path.name == "b.csv" and mode == "r+b":
            raise PermissionError(errno.EACCES, "in use", str(path))
        return opened(path, mode, *words, **options)

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(PermissionError):
        replace_files(folder, NEW)
    assert contents(folder) == OLD


def test_many_writers_at_once_leave_one_whole_set(tmp_path):
    folder = old(tmp_path / "study")

    def write(number):
        replace_files(folder, {name: b"%d" % number for name in OLD})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert len(set(contents(folder).values())) == 1


def test_what_a_killed_process_had_decided_is_read_by_whoever_comes_next(tmp_path):
    from peerwork.study.find import find_files

    folder = old(tmp_path / "study")
    (folder / "study.yaml").write_text("title: A\n")
    journal = folder / JOURNAL
    journal.mkdir()
    (journal / "0").write_bytes(b"decided")
    (journal / "files.json").write_text(json.dumps({"sites.csv": False}))
    paths, _ = find_files(folder)
    assert paths["sites"].read_bytes() == b"decided" and not journal.exists()
