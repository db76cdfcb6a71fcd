"""What goes into the package, and what its parts list says."""

from __future__ import annotations

import pytest

from tests.packaging.conftest import script


@pytest.mark.parametrize(
    ("name", "source", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "venv/PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "venv/PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/multimedia/libffmpegmediaplugin.so", "venv/libffmpegmediaplugin.so", False),
        ("PySide6/Qt/lib/libavcodec.so.62", "venv/libavcodec.so.62", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "venv/libQt6Widgets.so.6", True),
        ("PySide6/Qt/translations/qtbase_nl.qm", "venv/qtbase_nl.qm", True),
        ("PySide6/Qt/translations/qtbase_fi.qm", "venv/qtbase_fi.qm", False),
        ("babel/locale-data/ar_EG.dat", "venv/ar_EG.dat", True),
        ("babel/locale-data/zu.dat", "venv/zu.dat", False),
        ("qtawesome/fonts/phosphor-1.3.0.ttf", "venv/phosphor-1.3.0.ttf", True),
        ("qtawesome/fonts/remixicon-2.5.0.ttf", "venv/remixicon-2.5.0.ttf", False),
        ("pyxform/validators/odk_validate/bin/ODK_Validate.jar", "venv/ODK_Validate.jar", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", False),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
    ],
)
def test_the_bundle_holds_what_a_desk_needs_and_leaves_the_rest(name: str, source: str, wanted: bool) -> None:
    assert script("trim").is_wanted(name, source) is wanted


def test_the_bundle_holds_a_font_for_every_script_we_print() -> None:
    fonts = script("trim").fonts()

    assert "NotoSans?wght?.ttf" in fonts
    assert "NotoSansArabic?wght?.ttf" in fonts


def test_the_parts_list_names_what_wheels_carry_with_versions_of_their_own() -> None:
    parts = {
        (part["name"], one["value"]): part["version"]
        for part in script("sbom").sbom()["components"]
        for one in part.get("properties", [])
    }

    assert parts["SQLCipher", "sqlcipher3"].startswith("4.")
    assert "OpenSSL" in parts["OpenSSL", "sqlcipher3"]
    assert parts["Qt", "pyside6-essentials"].startswith("6.")


def test_every_part_of_the_list_has_a_licence() -> None:
    parts = script("sbom").sbom()["components"]

    assert len(parts) > 40
    assert [part["name"] for part in parts if "see its own files" in str(part["licenses"])] == []
