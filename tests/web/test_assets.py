"""The files a browser loads: unchanged since they were vendored, from us alone, small, and easy to read.

They are committed, built by `assets/build.sh`; these tests read them and need neither Node nor the network.
"""

import base64
import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "rihai" / "web" / "static"
VENDOR = STATIC / "vendor"
OWN_CSS = STATIC / "web" / "css" / "rihai.css"
OWN_JS = sorted((STATIC / "web" / "js").glob("*.js"))
MANIFEST: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text())["files"]
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in sorted((ROOT / "rihai").glob("*/templates"))
    for path in folder.rglob("*.html")
}
TEXTS = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"})

MOST_LINES_OF_CSS = 600
MOST_LINES_OF_A_MODULE = 60
# Of 60 kB for the first visit, the page itself takes the rest.
MOST_BYTES_AT_FIRST_VISIT = 56_000
READABLE = 4.5  # WCAG 2.2 AA, normal text

URL = re.compile(r"url\(\s*[\"']?([^\"')]+)", re.IGNORECASE)
LOADS = re.compile(r"(?:@import|\bimport\b|\bfetch\()[^;]{0,80}?[\"'(](?:https?:)?//", re.IGNORECASE)
LOADED = re.compile(r'{% static "([^"]+\.(?:css|js))" %}')
OTHERS = re.compile(r'{% (?:extends|include) "([^"]+)"')
TOKEN = re.compile(r"(--rihai-[a-z-]+): (#[0-9a-f]{3,6});")


def named(path: Path) -> str:
    return str(path.relative_to(STATIC))


def third_party_addresses(text: str) -> list[str]:
    """What a browser would load from elsewhere, and data: addresses, which our policy refuses."""
    urls = [url for url in URL.findall(text) if re.match(r"(https?:)?//|data:", url)]
    return urls + LOADS.findall(text)


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: str(entry["file"]))
def test_a_vendored_file_is_as_it_was_built(entry: dict[str, Any]) -> None:
    content = (VENDOR / entry["file"]).read_bytes()

    digest = base64.b64encode(hashlib.sha384(content).digest()).decode()

    assert digest == entry["sha384"], "Rebuild it with assets/build.sh instead of changing it by hand."


def test_every_vendored_file_is_in_the_manifest_with_its_licence() -> None:
    known = {entry["file"] for entry in MANIFEST}
    licences = {source["licence_file"] for entry in MANIFEST for source in entry["from"]}

    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}

    assert found == known | licences | {"manifest.json"}


def test_the_manifest_names_the_versions_that_the_build_pins() -> None:
    pinned = json.loads((ROOT / "assets" / "package.json").read_text())["devDependencies"]

    built = {source["package"]: source["version"] for entry in MANIFEST for source in entry["from"]}

    assert built
    assert built.items() <= pinned.items()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_a_file_loads_nothing_from_a_third_party(path: Path) -> None:
    text = path.read_text()

    assert not third_party_addresses(text)
    # Manifest storage would stop at a source map, and the map is not here.
    assert "sourceMappingURL" not in text


@pytest.mark.parametrize(
    "text",
    [
        'a { background: url("https://elsewhere.example/a.png") }',
        "a { background: url(//elsewhere.example/a.png) }",
        "a { background: url(data:image/png;base64,AA==) }",
        '@import "https://elsewhere.example/a.css";',
        'import { a } from "https://elsewhere.example/a.js"',
        'const a = await import("//elsewhere.example/a.js")',
        'fetch("https://elsewhere.example/")',
    ],
)
def test_the_search_for_third_parties_can_tell(text: str) -> None:
    assert third_party_addresses(text)


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".css"], ids=named)
def test_every_file_that_a_stylesheet_names_exists(path: Path) -> None:
    addresses = URL.findall(path.read_text())

    missing = [address for address in addresses if not (path.parent / address).is_file()]

    assert addresses
    assert not missing


def test_the_names_of_all_files_can_be_hashed(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]

    results = list(storage.post_process({name: (storage, name) for name in names}))

    assert {name for name, _, _ in results} >= set(names)
    assert [result for result in results if isinstance(result[2], Exception)] == []


def test_nothing_of_the_british_government_is_left_in_the_look() -> None:
    text = (VENDOR / "frontend" / "frontend.css").read_text()

    assert "GDS Transport" not in text
    assert "crown" not in text.lower()


def test_our_own_style_and_behaviour_stay_small() -> None:
    assert len(OWN_CSS.read_text().splitlines()) <= MOST_LINES_OF_CSS
    assert OWN_JS
    assert [named(path) for path in OWN_JS if len(path.read_text().splitlines()) > MOST_LINES_OF_A_MODULE] == []


def loaded_by(template: str) -> set[str]:
    """The styles and scripts that a page brings with what it extends and includes."""
    text = TEMPLATES[template].read_text()
    return set(LOADED.findall(text)).union(*(loaded_by(name) for name in OTHERS.findall(text)))


def weight(names: set[str]) -> int:
    paths = [Path(found) for name in names if (found := finders.find(name))]
    assert len(paths) == len(names)
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_first_visit_costs_little_on_a_slow_network() -> None:
    pages = {name: loaded_by(name) for name in TEMPLATES}

    heavy = {name: found for name in pages if (found := weight(pages[name])) > MOST_BYTES_AT_FIRST_VISIT}

    assert {named(path) for path in OWN_JS} <= set().union(*pages.values()) | {"web/js/offline-worker.js"}
    assert not heavy


def test_only_a_page_that_swaps_its_parts_pays_for_htmx() -> None:
    pages = {name for name in TEMPLATES if "django_htmx/htmx-2.min.js" in loaded_by(name)}

    swapping = {name for name, path in TEMPLATES.items() if re.search(r"\bhx-(?:get|post)=", path.read_text())}

    assert swapping
    assert pages == swapping | {"web/_htmx.html"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", colour)
    channels = [int(digits[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on_ground() -> Iterator[tuple[str, str]]:
    """The pairs of our colours that stand on each other."""
    for ground in ("paper", "surface", "mist"):
        yield from ((text, ground) for text in ("ink", "muted", "deep", "teal"))
    for kind in ("neutral", "good", "warn", "danger", "info"):
        yield kind, f"{kind}-soft"
        yield "ink", f"{kind}-soft"
    yield from [("ink", "marigold"), ("surface", "deep"), ("surface", "teal"), ("surface", "danger")]


@pytest.mark.parametrize(("text", "ground"), list(text_on_ground()))
def test_our_colours_can_be_read(text: str, ground: str) -> None:
    tokens = dict(TOKEN.findall(OWN_CSS.read_text()))

    assert contrast(tokens[f"--rihai-{text}"], tokens[f"--rihai-{ground}"]) >= READABLE


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#fff") < READABLE
