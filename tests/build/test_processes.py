"""A build beside other builds, on a cluster, interrupted, killed, without room or rights."""

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny_project import Project

from peerwork.build.render_processes import DRAW, Way, environment

BUILD = """
import sys; sys.path[:0] = {path!r}
from tiny_project import Project
result = Project(__import__("pathlib").Path({root!r}), new=False).build()
print(*result.drawn)
"""


def start(project: Project, **options) -> subprocess.Popen:
    code = BUILD.format(path=sys.path, root=str(project.root))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", code], env=environment(), start_new_session=True, **pipes, **options)


def ours(project: Project) -> list[int]:
    """The processes that draw for the project: those that name its folder or hold it as their own."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            where, words = (process / "cwd").readlink(), (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(where).startswith(str(project.root)) or str(project.root).encode() in words:
            found.append(int(process.name))
    return found


linux = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks into /proc")


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


WORKERS = {"threads_per_worker": 1, "processes": True, "dashboard_address": None, "protocol": "tcp://"}


def test_a_cluster_draws_the_same_bytes(project, tmp_path):
    distributed = pytest.importorskip("distributed")
    project.build()
    local = project.bytes()
    project.out = tmp_path / "cluster"
    with distributed.LocalCluster(n_workers=2, **WORKERS) as cluster:
        result = project.build(scheduler=cluster.scheduler_address)
    assert len(result.drawn) == 4 and project.bytes() == local


@pytest.mark.parametrize("loaded, warm", [([], False), (["peerwork.build.worker"], True)])
def test_a_worker_that_loads_our_module_is_warm_before_its_first_page(loaded, warm):
    distributed = pytest.importorskip("distributed")

    def has_drawers() -> bool:
        from peerwork.build import render_task

        return bool(render_task._drawers)

    with distributed.LocalCluster(n_workers=1, preload=loaded, **WORKERS) as cluster, cluster.get_client() as client:
        assert list(client.run(has_drawers).values()) == [warm]


def test_two_builds_of_one_output_take_turns(project):
    builds = [start(project), start(project)]
    said = sorted(build.communicate()[0].strip() for build in builds)
    assert said == ["", "cross-site site-S01 site-S02 site-S03"]
    assert {"accessibility.html", "cross-site.html", "site-S01.html", "site-S03.html"} <= set(project.bytes())


@linux
@pytest.mark.parametrize("way", Way)
def test_ctrl_c_ends_every_process_within_two_seconds(project, way, monkeypatch):
    monkeypatch.setenv(DRAW, way)
    project.write("findings", f"open({str(project.root / 'drawing')!r}, 'w').close()", "import time; time.sleep(60)")
    build = start(project)
    wait_for((project.root / "drawing").exists)
    os.kill(build.pid, signal.SIGINT)
    wait_for(lambda: build.poll() is not None and not ours(project), seconds=2)
    assert "KeyboardInterrupt" in build.communicate()[1]


@linux
def test_a_build_killed_at_any_moment_leaves_no_half_file_and_goes_on(project, tmp_path):
    other = Project(tmp_path / "undisturbed", new=False)
    project.build(out=other.out)
    whole = other.bytes()
    moments = random.Random(7)
    for _ in range(2):
        build = start(project)
        time.sleep(moments.uniform(0.5, 5))
        build.kill()
        build.communicate()
        if project.out.exists():
            for name, content in project.bytes().items():
                assert content == whole[name], name
    wait_for(lambda: not ours(project), seconds=5)
    project.build()
    assert project.bytes() == whole


@linux
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_a_clear_error(project):
    project.out.mkdir()
    project.root.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(PermissionError):
        project.build()


@linux
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full disk to write to")
def test_a_full_disk_is_an_error_and_leaves_no_half_page(project):
    project.build()
    before = project.bytes()
    project.write("findings", "'another'")
    spare = project.root / ".out.build" / "spare"
    spare.rmdir()
    spare.symlink_to("/dev/full")
    with pytest.raises(OSError):
        project.build()
    spare.unlink()
    assert {name: before[name] for name in project.bytes()} == project.bytes()
