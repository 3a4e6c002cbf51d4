"""pyproject.toml, requirements.lock and environment.yml name the same packages."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
# What conda-forge calls some packages: the light build, or the name without its clash.
CONDA = {
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "playwright": "playwright-python",
    "seaborn": "seaborn-base",
}


def declared() -> dict[str, str]:
    """Every package of pyproject.toml with the oldest version it allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return dict(re.fullmatch(r"([\w-]+)(?:\[\w+\])?>=([\d.]+)", item).groups() for items in lists for item in items)


def test_environment_holds_every_declared_package_at_the_same_version():
    wanted = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    plain = [item for item in wanted if isinstance(item, str) and item not in ("pip", "python>=3.11")]
    by_pip = [item for item in wanted[-1]["pip"] if not item.startswith("-")]
    found = dict(item.split(">=") for item in plain + by_pip)
    assert found == {CONDA.get(name, name): version for name, version in declared().items()}


def test_lock_holds_every_declared_package_no_older_than_declared():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {name: version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock, flags=re.M)}
    for name, oldest in declared().items():
        assert as_numbers(locked[name]) >= as_numbers(oldest), name


def test_lock_has_a_hash_for_every_package_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(re.findall(r"^[\w.-]+==", lock, flags=re.M)) == len(
        re.findall(r"\\\n    --hash=.+\n(?!    --hash)", lock)
    )
    assert not re.search(r"https?://|index-url|find-links", lock)


def as_numbers(version: str) -> list[int]:
    """1.10 is newer than 1.9."""
    return [int(part) for part in re.findall(r"\d+", version)]
