"""Backups: consistent, read back, whole or not there; and hostile ones are refused."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from retro.store import archive as archives
from retro.store.archive import MANIFEST, Archive, BadArchive, Picture, is_kept
from retro.store.backing_up import back_up, picture
from retro.store.bringing_back import bring_back, unfinished
from retro.store.database import Database
from retro.store.disk import Disk
from retro.store.embedded import EmbeddedStore
from retro.store.migrations import SESSION, Schema
from retro.store.naming import Files, session_path
from retro.store.protocol import Held, StoreError, Tables
from retro.store.reading import load
from tests.store.dying import NOW, backing_up, bringing_back, died
from tests.store.kills import new_session, start
from tests.store.worker import expected_tables, write_session

SAMPLE = Path(__file__).parent / "samples" / "schema-1"
KEY = "01M81GX2R0SAMP1EWQZ7N3X5KB"
FILE = session_path(Path(), KEY).as_posix()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    back_up(folder, tmp_path / "b.zip", made=NOW, version="test")
    return tmp_path / "b.zip"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the locks and what is derived."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock" and not path.name.startswith("index.")
    }


def brought_back(packed: Path, folder: Path) -> Path | None:
    with Archive(packed) as archive:
        archive.verify()
        return bring_back(archive, folder, now=NOW)


def rewritten(
    packed: Path, change: Callable[[dict[str, bytes]], None], *, sums: bool = True
) -> Path:
    """The archive with other files, and with sums that fit unless told otherwise."""
    with zipfile.ZipFile(packed) as read:
        files = {name: read.read(name) for name in read.namelist()}
    change(files)
    if sums:
        manifest = json.loads(files[MANIFEST])
        manifest["files"] = {
            name: {"size": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in files.items()
            if name != MANIFEST
        }
        files[MANIFEST] = json.dumps(manifest).encode()
    target = packed.with_name("changed.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as write:
        for name, content in files.items():
            write.writestr(name, content)
    return target


def test_what_was_backed_up_comes_back(packed: Path, folder: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600
    assert brought_back(packed, tmp_path / "new" / "deep") is None
    new = tmp_path / "new" / "deep"
    kept = {name for name in contents(folder) if is_kept(name)}
    assert {f"{FILE}", "actions.json"} <= kept
    assert contents(new).items() <= contents(folder).items()
    old, now = EmbeddedStore(folder), EmbeddedStore(new)
    assert now.read(KEY) == old.read(KEY)
    assert now.actions().all() == old.actions().all()
    assert stat.S_IMODE(new.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in new.rglob("*")} == {0o600, 0o700}


def test_no_file_is_ever_replaced(packed: Path, folder: Path) -> None:
    before = packed.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        back_up(folder, packed, made=NOW, version="test")
    link = packed.with_name("link.zip")
    link.symlink_to(packed.with_name("nowhere"))
    with pytest.raises(StoreError, match="is there already"):
        back_up(folder, link, made=NOW, version="test")
    assert packed.read_bytes() == before


def test_keys_codes_and_older_copies_stay_out(folder: Path, tmp_path: Path) -> None:
    session = folder / FILE
    for name in ("ssh_host_ed25519_key", "door.json", "server.log"):
        (folder / name).write_text("secret")
    for suffix in (".access", ".json.bak", ".torn-1-2"):
        session.with_name(f"{KEY}{suffix}").write_text("secret")
    (folder / "templates" / "en").mkdir(parents=True)
    (folder / "templates" / "en" / "ours.md").write_text("ours")
    (folder / "templates" / "key.md").symlink_to(folder / "ssh_host_ed25519_key")
    back_up(folder, tmp_path / "b.zip", made=NOW, version="test")
    with zipfile.ZipFile(tmp_path / "b.zip") as read:
        assert b"secret" not in b"".join(read.read(name) for name in read.namelist())
        assert read.read("templates/en/ours.md") == b"ours"


def test_what_was_there_is_kept_and_the_host_stays_the_same(packed: Path, folder: Path) -> None:
    (folder / "ssh_host_ed25519_key").write_text("the key")
    (folder / "lessons.json").write_text("old")
    before = contents(folder)
    kept = brought_back(packed, folder)
    assert kept is not None
    assert contents(kept) == before
    assert not (folder / "lessons.json").exists()
    assert (folder / "ssh_host_ed25519_key").read_text() == "the key"
    assert brought_back(packed, folder) != kept
    assert not unfinished(folder, Disk())


def test_a_folder_that_is_served_is_left(packed: Path, folder: Path) -> None:
    before = contents(folder)
    with EmbeddedStore(folder).hold(), pytest.raises(Held, match="running retro"):
        brought_back(packed, folder)
    assert contents(folder) == before
    assert not unfinished(folder, Disk())


def test_a_folder_of_somebody_else_is_left(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    with pytest.raises(StoreError, match="also holds Documents"):
        brought_back(packed, home)
    assert [path.name for path in home.iterdir()] == ["Documents"]


def test_systems_that_cannot_exchange_rename_twice(
    packed: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retro.store.bringing_back.exchange", lambda one, other: False)
    before = contents(folder)
    kept = brought_back(packed, folder)
    assert kept is not None
    assert contents(kept) == before
    assert EmbeddedStore(folder).read(KEY) == EmbeddedStore(kept).read(KEY)


def test_a_backup_of_an_older_schema_is_brought_forward(packed: Path, tmp_path: Path) -> None:
    def colour(tables: Tables) -> Tables:
        return {**tables, "session": {1: {**tables["session"][1], "colour": "blue"}}}

    newer = Schema(SESSION.version + 1, {SESSION.version: colour})
    with Archive(packed) as archive:
        assert archive.verify(schema=newer) == 1
        bring_back(archive, tmp_path / "new", now=NOW)

    async def opened() -> str:
        log = await EmbeddedStore(tmp_path / "new", schema=newer).open(KEY)
        await log.close()
        return str(log.tables["session"][1]["colour"])

    assert asyncio.run(opened()) == "blue"
    header = json.loads((tmp_path / "new" / FILE).read_bytes())["_retro"]["1"]
    assert header["schema"] == newer.version


def test_what_is_damaged_goes_in_as_it_is_and_is_said(folder: Path, tmp_path: Path) -> None:
    session = folder / FILE
    session.write_bytes(session.read_bytes().replace(b"Release", b"Relaese"))
    taken = back_up(folder, tmp_path / "b.zip", made=NOW, version="test")
    (sentence,) = taken.damaged
    assert "edited by hand" in sentence
    brought_back(tmp_path / "b.zip", tmp_path / "new")
    assert (tmp_path / "new" / FILE).read_bytes() == session.read_bytes()


def test_a_backup_that_cannot_be_opened_is_none(folder: Path, tmp_path: Path) -> None:
    calls = iter([True, False])

    def refuse(*_: object) -> None:
        if not next(calls):
            raise KeyError

    with pytest.raises(BadArchive):
        back_up(folder, tmp_path / "b.zip", made=NOW, version="test", opens=refuse)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_it_is_of_one_moment_while_somebody_writes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    key = new_session(folder)
    writer = start(write_session, folder, key, 7)
    try:
        least = 0
        for number in range(25):
            for _ in range(10):
                least = max(least, writer.pipe.recv()[0])
            target = tmp_path / f"{number}.zip"
            assert back_up(folder, target, made=NOW, version="test").damaged == []
            brought_back(target, tmp_path / f"new{number}")
            tables, sealed = EmbeddedStore(tmp_path / f"new{number}").read(key)
            seq = tables["counter"][1]["seq"]
            assert seq >= least
            assert tables == expected_tables(seq)
            assert sealed.get("at least", 0) <= seq + 6
    finally:
        writer.kill()


def test_a_backup_that_is_killed_leaves_no_half_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "b.zip"
    target.parent.mkdir()
    before = contents(folder)
    call = 1
    while died(backing_up, folder, target, call):
        if target.exists():
            with Archive(target) as archive:
                assert archive.verify() == 1
            target.unlink()
        assert contents(folder) == before
        call += 1
    assert call > 8
    assert [path.name for path in target.parent.iterdir()] == ["b.zip"]


@pytest.mark.parametrize("there", [True, False])
def test_a_restore_that_is_killed_changes_all_or_nothing(
    packed: Path, folder: Path, tmp_path: Path, there: bool
) -> None:
    (folder / "lessons.json").write_text("only in the old one")
    old = contents(folder)
    brought_back(packed, tmp_path / "whole")
    new = contents(tmp_path / "whole")
    call, seen = 1, set()
    while True:
        target = tmp_path / f"run{call}" / "data"
        target.parent.mkdir()
        if there:
            shutil.copytree(folder, target)
        gone = died(bringing_back, packed, target, call)
        found = contents(target) if target.exists() else {}
        assert found in ((old if there else {}), new), f"half restored at call {call}"
        seen.add(found == new)
        # Doing it again clears up, and nothing of what was there is lost.
        brought_back(packed, target)
        assert contents(target) == new
        if there:
            beside = [contents(path) for path in target.parent.iterdir() if path != target]
            assert old in beside
        left = [path for path in target.parent.iterdir() if (path / "unfinished").exists()]
        assert left == []
        if not gone:
            break
        shutil.rmtree(target.parent)
        call += 1
    assert seen == {True, False}
    assert call > 15


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.json", "/etc/passwd", "sessions/../../x.json", "..\\evil.json", "a.json",
        "ssh_host_ed25519_key", "retro.lock", "index.json", "actions.json/", "./actions.json",
        "templates/../actions.md", "templates/.hidden.md", "templates/a/b/c/d/e/f.md",
        f"sessions/2020/01/{KEY}.json", f"sessions/2020/01/{KEY}.access", "ACTIONS.json",
        "templates/run.sh", "templates/x\x1b[2J.md", "sessions//x.json", "", "actions.json\x00.md",
    ],
)  # fmt: skip
def test_names_that_no_backup_has_are_refused(packed: Path, tmp_path: Path, name: str) -> None:
    assert not is_kept(name)
    if not name:
        return
    changed = rewritten(packed, lambda files: files.update({name: b"evil"}))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BadArchive):
        brought_back(changed, tmp_path / "new")
    assert sorted(tmp_path.rglob("*")) == before


def with_entry(packed: Path, entry: zipfile.ZipInfo, content: bytes = b"") -> Path:
    changed = rewritten(packed, lambda files: None)
    with zipfile.ZipFile(changed, "a") as more:
        more.writestr(entry, content)
    return changed


def test_links_and_doubles_are_refused(packed: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("templates/link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    for changed in (
        with_entry(packed, link, b"/etc/passwd"),
        with_entry(packed, zipfile.ZipInfo("templates/a.md")),  # not in the manifest
    ):
        with pytest.raises(BadArchive):
            brought_back(changed, tmp_path / "new")
    with pytest.warns(UserWarning, match="Duplicate"):
        changed = with_entry(packed, zipfile.ZipInfo("actions.json"), b"{}")
    with pytest.raises(BadArchive, match="which no backup"):
        brought_back(changed, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_bomb_is_not_unpacked(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST_FILE", 10**6)
    changed = rewritten(packed, lambda files: files.update({"lessons.json": b"\0" * 10**7}))
    assert changed.stat().st_size < 10**5
    with pytest.raises(BadArchive, match="more than a backup"):
        brought_back(changed, tmp_path / "new")
    many = {f"templates/t{number}.md": b"" for number in range(300)}
    monkeypatch.setattr(archives, "MOST_FILES", 200)
    changed = rewritten(packed, lambda files: files.update(many))
    with pytest.raises(BadArchive, match="more than a backup"):
        brought_back(changed, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_size_that_lies_is_noticed(packed: Path, tmp_path: Path) -> None:
    """The directory says less than what is unpacked: no more is read than it says."""
    changed = rewritten(packed, lambda files: files.update({"lessons.json": b"\0" * 10**6}))
    raw = changed.read_bytes()
    lie = raw.replace((10**6).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    changed.write_bytes(lie)
    with pytest.raises(BadArchive):
        brought_back(changed, tmp_path / "new")


def test_no_length_of_a_cut_backup_is_taken(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    cut = tmp_path / "cut.zip"
    for length in [*range(0, len(whole), 97), len(whole) - 1]:
        cut.write_bytes(whole[:length])
        with pytest.raises(BadArchive):
            brought_back(cut, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_no_flipped_byte_changes_what_comes_back(packed: Path, tmp_path: Path) -> None:
    whole = packed.read_bytes()
    good = {}
    with Archive(packed) as archive:
        good = {name: archive.read(name) for name in archive.manifest.files}
    changed = tmp_path / "flipped.zip"
    refused = 0
    for place in range(0, len(whole), 41):
        flipped = bytearray(whole)
        flipped[place] ^= 0x55
        changed.write_bytes(flipped)
        try:
            with Archive(changed) as archive:
                archive.verify()
                assert {name: archive.read(name) for name in archive.manifest.files} == good
        except BadArchive:
            refused += 1
    assert refused > len(whole) // 41 // 2


@pytest.mark.parametrize(
    "content", [b"", b"Dear all", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\x1f\x8b\x08" * 99]
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(BadArchive):
        Archive(tmp_path / "b.zip")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        with pytest.raises(StoreError):
            Archive(path)
    with pytest.raises(StoreError, match="cannot be read"):
        Archive(tmp_path / "none")


@pytest.mark.parametrize(
    "manifest",
    [b"", b"{}", b"[]", b"null", b"[" * 100_000, b'{"retro-backup": 1}', b"\xff\xfe",
     b'{"retro-backup": {}}', b'{"retro-backup": 1, "files": [1]}'],
)  # fmt: skip
def test_a_manifest_of_nonsense_is_refused(packed: Path, manifest: bytes) -> None:
    changed = rewritten(packed, lambda files: files.update({MANIFEST: manifest}), sums=False)
    with pytest.raises(BadArchive):
        Archive(changed)


@pytest.mark.parametrize("field", ["schema", "retro-backup"])
def test_a_backup_of_a_newer_retro_is_not_unpacked(
    packed: Path, tmp_path: Path, field: str
) -> None:
    def later(files: dict[str, bytes]) -> None:
        files[MANIFEST] = json.dumps({**json.loads(files[MANIFEST]), field: 99}).encode()

    with pytest.raises(BadArchive, match="update retro"):
        brought_back(rewritten(packed, later), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_altered_session_with_fitting_sums_is_refused(packed: Path, tmp_path: Path) -> None:
    def alter(files: dict[str, bytes]) -> None:
        files[FILE] = files[FILE].replace(b"Release", b"Relaese")

    with pytest.raises(BadArchive, match="cannot be opened"):
        brought_back(rewritten(packed, alter), tmp_path / "new")


def test_a_sum_that_does_not_fit_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "ours.md").write_text("ours")
    packed = tmp_path / "b.zip"
    back_up(folder, packed, made=NOW, version="test")
    changed = rewritten(
        packed, lambda files: files.update({"templates/ours.md": b"evil"}), sums=False
    )
    with pytest.raises(BadArchive, match="damaged or cut off"):
        brought_back(changed, tmp_path / "new")


def test_a_fold_in_the_middle_leaves_no_gap(folder: Path, tmp_path: Path) -> None:
    class Folding(Disk):
        """Right after the first of the two files was read, the session is folded."""

        done = False

        def read(self, path: Path) -> bytes:
            content = super().read(path)
            if not self.done and path.name in (f"{KEY}.json", f"{KEY}.journal"):
                self.done = True
                files = Files(folder / FILE, folder / "quarantine")
                Database.open(files, Disk(), SESSION).close()
            return content

    disk = Folding()
    before = EmbeddedStore(folder).read(KEY)
    files = Files(folder / FILE, folder / "quarantine")
    contents, _, fault = picture(files, SESSION, disk)
    assert disk.done
    assert fault == ""
    assert sorted(path.suffix for path in contents) == [".journal", ".json", ".sealed"]
    assert load(files, Picture(contents), SESSION).tables == before[0]


def test_a_full_disk_leaves_nothing(packed: Path, folder: Path, tmp_path: Path) -> None:
    class Filling(Disk):
        left = 5

        def write(self, handle: int, data: bytes) -> int:
            self.left -= 1
            if self.left == 0:
                raise OSError(28, "No space left on device")
            return super().write(handle, data)

    before = contents(folder)
    with Archive(packed) as archive, pytest.raises(StoreError, match="no space left"):
        bring_back(archive, folder, now=NOW, disk=Filling())
    assert contents(folder) == before
    assert not unfinished(folder, Disk())
