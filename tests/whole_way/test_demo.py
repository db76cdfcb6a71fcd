"""The real program, the whole way: what the demo leaves behind, and what it must not leave anywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from attrs import frozen
from PIL import Image

from intake_desktop.cli.demo.session import environment
from intake_desktop.ui.demonstration.story import Saying, story
from tests.whole_way.leaks import leaks

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
TODAY = datetime.now().astimezone().date()


@frozen
class Demo:
    """One run: where it lived, what it left, what it said."""

    home: Path
    out: Path
    code: int
    said: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home, out = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("out")
    words = [sys.executable, "-m", "intake_desktop", "demo", "--out", str(out), "--home", str(home)]
    done = subprocess.run(
        ["dbus-run-session", "--", *words], cwd=ROOT, env=environment(home), capture_output=True, text=True, check=False
    )
    return Demo(home, out, done.returncode, done.stdout + done.stderr)


def test_every_part_of_the_way_works(demo: Demo) -> None:
    assert demo.code == 0, demo.said
    assert "NO" not in demo.said.split()


def test_the_sheet_reads_in_both_languages_in_logical_order(demo: Demo) -> None:
    pdf = pypdfium2.PdfDocument(demo.out / "sheet-nl-ar.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in pdf).replace("\N{NO-BREAK SPACE}", " ")

    assert "Dit spraken wij af" in text
    assert "Karin belt op" in text
    assert "ما اتفقنا عليه" in text
    assert "identiteitsbewijs" in text


def test_pictures_show_the_whole_window(demo: Demo) -> None:
    pictures = sorted((demo.out / "screens").glob("*.png"))

    assert len(pictures) >= 20
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.size == (1366, 768)
            colours = image.convert("RGB").getcolors(1 << 24)
            assert colours is not None
            assert len(colours) > 50, picture.name


def test_what_arrived_is_what_was_told_and_nothing_that_was_not_agreed(demo: Demo) -> None:
    told = story(TODAY).answers
    opened = json.loads((demo.out / "parcel-opened.json").read_text(encoding="utf-8"))["parcel"]
    arrived = {one["ref"].rpartition("/")[2]: one["value"] for one in opened["answers"]}

    assert arrived["request"] == told["request"]
    assert arrived["resident_name"] == told["resident_name"]
    assert {one["value"] for one in opened["answers"] if one["ref"].endswith("/member_name")} == {"Noor", "Sami"}
    for never in ("who_is_here", "home_goes", "would_like_to_do", "health_goes", "helper_note"):
        assert never not in arrived
    assert opened["practice"] is True


def test_a_receipt_lies_beside_the_parcel(demo: Demo) -> None:
    receipts = [path.name for path in (demo.out / "parcels").glob("*.receipt.age")]
    parcels = [path.name for path in (demo.out / "parcels").glob("*.age") if path.name not in receipts]

    assert len(parcels) == len(receipts) == 1
    assert receipts[0].startswith(parcels[0].removesuffix(".age"))


def test_no_answer_can_be_read_in_any_file_of_the_locked_desk(demo: Demo) -> None:
    opened = json.loads((demo.out / "parcel-opened.json").read_text(encoding="utf-8"))["parcel"]
    told = [one for one in story(TODAY).answers.values() if not isinstance(one, Saying)]
    persons = [one for person in story(TODAY).persons for one in person.answers.values()]
    arrived = [part for one in opened["answers"] for part in (one["value"], one["text"])]
    promises = [one["sentence"] for one in opened["promises"]]

    assert (demo.home / "data").is_dir()
    assert leaks(demo.home, {*map(str, (*told, *persons)), *arrived, *promises}) == []


def test_the_demo_says_when_its_folder_cannot_be_written(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")

    words = [sys.executable, "-m", "intake_desktop", "demo", "--out", str(in_the_way / "out")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
