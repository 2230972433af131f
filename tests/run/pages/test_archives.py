"""Pages inside zip, tar and WARC files, whole and hostile."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from discourse.parse.page import Page
from discourse.run.pages.inputs import read_pages
from discourse.run.pages.kinds import Input, Limits
from discourse.run.pages.outcome import Failure, Skipped
from discourse.run.pages.parsing import parse_paths
from tests.words import page_text

FILES = {
    "a.txt": b"A page.",
    "in/b.html": b"<p>Another page.",
    "in/picture.png": b"\x89PNG",
    "README.md": b"What this is.",
    ".hidden.txt": b"x",
    "__MACOSX/a.txt": b"x",
}


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: Mapping[str, bytes]) -> Path:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed(path, whole.getvalue())


def packed(path: Path, data: bytes) -> Path:
    if path.name.endswith((".gz", ".tgz")):
        data = gzip.compress(data)
    elif path.name.endswith("zst"):
        data = pa.Codec("zstd").compress(data, asbytes=True)
    path.write_bytes(data)
    return path


def read(path: Path, limits: Limits | None = None) -> list[Input]:
    return list(read_pages([str(path)], limits or Limits()))


def pages(found: list[Input], archive: Path) -> dict[str, bytes]:
    return {
        one.name.removeprefix(f"{archive}/"): one.data for one in found if isinstance(one, Page)
    }


def failures(found: list[Input]) -> list[str]:
    return [one.message for one in found if isinstance(one, Failure)]


def skipped(found: list[Input]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Skipped)]


Pack = Callable[[Path, Mapping[str, bytes]], Path]
PACKS = [(zipped, "p.zip"), *((tarred, f"p.{end}") for end in ("tar", "tar.gz", "tgz", "tar.zst"))]
EVERY = pytest.mark.parametrize(("pack", "name"), PACKS)


@EVERY
def test_pages_are_read_in_order_and_the_rest_is_told(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    path = pack(tmp_path / name, FILES)
    found = read(path)
    assert pages(found, path) == {"a.txt": b"A page.", "in/b.html": b"<p>Another page."}
    assert skipped(found) == ["1 inside: a README", "1 inside: not a kind of page (.png)"]
    assert failures(found) == []
    assert [one.name for one in tmp_path.iterdir()] == [name]


@EVERY
def test_names_are_labels_and_never_paths(tmp_path: Path, pack: Pack, name: str) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    files = {"../../up.txt": b"1", "/etc/root.txt": b"2", "a\x1b[31m\nb.txt": b"3", "a.txt": b"4"}
    path = pack(inner / name, files)
    found = read(path)
    assert sorted(pages(found, path).values()) == [b"1", b"2", b"3", b"4"]
    assert set(pages(found, path)) == {
        *("../../up.txt", "etc/root.txt", "a\\x1b[31m\\nb.txt", "a.txt")
    }
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted(["in", name])


@EVERY
def test_archives_in_archives_are_refused_and_the_rest_goes_on(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    path = pack(tmp_path / name, {"in.zip": b"PK", "in.tar.gz": b"x", "a.txt": b"A page."})
    found = read(path)
    assert list(pages(found, path)) == ["a.txt"]
    assert failures(found) == [
        f"{path}/{inner}: expected a page, found an archive in an archive: unpack that one first"
        for inner in ("in.zip", "in.tar.gz")
    ]


@EVERY
def test_a_bomb_is_stopped_by_its_ratio_and_what_came_before_is_kept(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    if name == "p.tar":
        pytest.skip("a plain tar unpacks to itself")
    bomb = {"a.txt": b"A page.", **{f"{n}.txt": bytes([n]) * 9_000_000 for n in range(1, 6)}}
    path = pack(tmp_path / name, bomb)
    found = read(path)
    told = f"{path}: expected an archive that unpacks to at most 200 times its size, found one"
    assert [one for one in failures(found) if one.startswith(told)]
    assert "a.txt" in pages(found, path)
    assert len(pages(found, path)) < 4


@EVERY
def test_an_archive_is_stopped_by_its_size(tmp_path: Path, pack: Pack, name: str) -> None:
    path = pack(tmp_path / name, {"a.txt": os.urandom(500_000), "b.txt": os.urandom(600_000)})
    found = read(path, Limits(archive_bytes=1_000_000))
    assert list(pages(found, path)) == ["a.txt"]
    assert failures(found) == [
        (
            f"{path}: expected an archive that unpacks to at most 1.0 MB, "
            "found one that unpacks to more"
        )
    ]


@EVERY
def test_a_member_over_the_limit_of_a_page_is_its_own_failure(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    path = pack(tmp_path / name, {"big.txt": b"x" * 2_000_001, "a.txt": b"A page."})
    found = read(path, Limits(max_bytes=2_000_000))
    assert list(pages(found, path)) == ["a.txt"]
    assert failures(found) == [f"{path}/big.txt: expected a page of at most 2.0 MB, found 2.0 MB"]


def test_a_size_that_a_zip_lies_about_fills_no_memory(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {"a.txt": b"x" * 100_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    found = read(path, Limits(max_bytes=1000))
    assert pages(found, path) == {} or len(pages(found, path)["a.txt"]) <= 1000


@EVERY
def test_a_damaged_archive_is_a_failure_and_the_next_path_is_read(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    path = pack(tmp_path / name, {f"{n}.txt": os.urandom(40_000) for n in range(4)})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    (tmp_path / "z.txt").write_bytes(b"A page.")
    found = read(tmp_path)
    assert [
        message for message in failures(found) if "expected an archive that is whole" in message
    ]
    assert pages(found, tmp_path)["z.txt"] == b"A page."


def test_a_damaged_member_of_a_zip_costs_no_other(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {"a.txt": b"first page " * 50, "b.txt": b"A page."})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF  # in the packed bytes of a.txt
    path.write_bytes(bytes(data))
    found = read(path)
    assert list(pages(found, path)) == ["b.txt"]
    assert f"{path}/a.txt: expected a member that is whole, found" in failures(found)[0]


def test_links_and_devices_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "p.tar"
    with tarfile.open(path, "w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "link.txt"), (tarfile.CHRTYPE, "device.txt")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    linked = tmp_path / "p.zip"
    with zipfile.ZipFile(linked, "w") as made:
        entry = zipfile.ZipInfo("link.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    for one in (path, linked):
        assert pages(read(one), one) == {}
        assert "a link or a device, not a file" in skipped(read(one))
        assert failures(read(one)) == [f"{one}: expected an archive with pages, found none"]


def test_a_tar_whose_header_asks_for_memory_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 8_000_000_000
    path = tmp_path / "p.tar"
    path.write_bytes(info.tobuf() + bytes(4096))
    assert failures(read(path)) == [
        f"{path}: expected an archive with short names, found one of 8,000.0 MB"
    ]


@EVERY
def test_what_a_browser_saved_beside_a_page_is_part_of_it(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    files = {
        "in/s_files/ad.html": b"<p>Buy!",
        "in/s.html": b"<p>A story.",
        "in/t_files/x.html": b"x",
    }
    path = pack(tmp_path / name, files)
    found = read(path)
    assert list(pages(found, path)) == ["in/s.html", "in/t_files/x.html"]
    assert skipped(found) == ["part of in/s.html"]


def test_members_of_one_name_have_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "two")
    assert pages(read(path), path) == {"a.txt": b"one", "a.txt (2)": b"two"}


def warc(path: Path, answers: Mapping[str, tuple[str, str, bytes]]) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.name.endswith(".gz"))
        for address, (status, kind, body) in answers.items():
            headers = [("Content-Type", kind)]
            if body.startswith(b"\x1f\x8b"):
                headers.append(("Content-Encoding", "gzip"))
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=http
            )
            writer.write_record(record)
    return path


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_warc_are_named_by_their_addresses(tmp_path: Path, name: str) -> None:
    page = "<p>Ein schöner Tag."
    answers = {
        "https://example.org/a": ("200 OK", "text/html", b"<p>A page."),
        "https://example.org/b": ("200 OK", "text/html; charset=latin-1", page.encode("latin-1")),
        "https://example.org/c": ("200 OK", "text/html", gzip.compress(b"<p>Packed.")),
        "https://example.org/gone": ("404 Not Found", "text/html", b"<p>Gone."),
        "https://example.org/p.png": ("200 OK", "image/png", b"\x89PNG"),
    }
    path = warc(tmp_path / name, answers)
    found = read(tmp_path)
    assert pages(found, path) == {
        "https://example.org/a": b"<p>A page.",
        "https://example.org/b": b"\xef\xbb\xbf" + page.encode(),
        "https://example.org/c": b"<p>Packed.",
    }
    assert skipped(found) == ["1 inside: answered 404", "1 inside: not a kind of page (image/png)"]


def test_a_warc_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    answers = {
        f"https://example.org/{n}": ("200 OK", "text/html", os.urandom(3000).hex().encode())
        for n in range(3)
    }
    path = warc(tmp_path / "crawl.warc.gz", answers)
    path.write_bytes(path.read_bytes()[:-1500])
    found = read(path)
    assert list(pages(found, path))[:2] == list(answers)[:2]


def test_a_warc_bomb_is_stopped(tmp_path: Path) -> None:
    answers = {
        f"https://example.org/{n}": ("200 OK", "text/html", bytes([n]) * 9_000_000)
        for n in range(5)
    }
    path = warc(tmp_path / "crawl.warc.gz", answers)
    found = read(path)
    assert "at most 200 times its size" in failures(found)[-1]
    assert len(pages(found, path)) < 4


def test_an_archive_gives_the_threads_of_its_pages(tmp_path: Path) -> None:
    text = page_text("Council approves the tunnel", ["A bad idea.", "A good idea."]).encode()
    path = zipped(tmp_path / "pages.zip", {"2026/may/tunnel.txt": text})
    found = parse_paths([str(path)])
    assert [one.keys for one in found.pages] == [(f"{path}/2026/may/tunnel.txt",)]
    assert len(found.threads[0].comments) == 2
