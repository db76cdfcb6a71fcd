"""What must never be in the tree is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.conftest import script


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    module = script("check_tree")
    monkeypatch.setattr(module, "ROOT", tmp_path)

    def looked(name: str, text: str | bytes) -> list[str]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(module._look(path))

    return looked


def test_the_host_of_a_package_index_is_found_with_its_line(look) -> None:
    assert look("docs/setup.md", "first\nfrom https://py" + "pi.org/simple\n") == [
        "docs/setup.md:2: names the host of a package index"
    ]


def test_a_path_of_one_machine_is_found_and_a_path_of_a_form_is_not(look) -> None:
    assert look("intake_desktop/a.py", "PLACE = '/wo" + "rk/main'\n") == ["intake_desktop/a.py:1: names a path of one machine"]
    assert look("intake_desktop/b.py", "REF = '/data/work/hours'\n") == []


def test_a_requirement_without_a_hash_is_found(look) -> None:
    hashed = "attrs==26.1.0 \\\n    --hash=sha256:00\n    # via x\n"

    assert look("requirements/run.txt", hashed) == []
    assert look("requirements/dev.txt", hashed + "babel==2.18.0\n") == ["requirements/dev.txt:4: is not pinned by a hash"]


def test_a_requirement_that_says_where_to_install_from_is_found(look) -> None:
    assert look("requirements/run.txt", "--index-url somewhere\n") != []
    assert look("requirements/run.txt", "attrs @ file:///tmp/attrs.whl --hash=sha256:00\n") != []


def test_a_module_too_long_for_one_subject_is_found(look) -> None:
    assert look("intake_desktop/long.py", "x = 1\n" * 451) != []
    assert look("tests/long.py", "x = 1\n" * 451) == []


def test_a_picture_is_passed_over(look) -> None:
    assert look("docs/a.png", b"\x89PNG\r\n\xff\xfe") == []


def test_an_unpacked_archive_is_looked_through_without_what_make_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("check_tree")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    for name in ("docs/a.md", ".venv/lib/b.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("x")

    assert module._files() == [tmp_path / "docs" / "a.md"]
