"""One TinyDB file and its journal, for whoever holds its lock. Synchronous.

What is promised, and by which step:

1. A commit that returned is on the medium (``_append``: write, then sync).
2. The file is always one complete TinyDB file (``fold``: new file, sync, rename, sync folder).
3. The state is the file at sequence S and the journal beyond S (:mod:`retro.store.reading`).
4. The journal is replaced only when a file with all of it is on the medium (order in ``fold``).
5. Only the holder of the lock writes, after it has read what others wrote (``refresh``).
6. Only the last line of a journal may be bad (:func:`retro.store.journal.scan`).
7. Bytes are never destroyed: torn lines and damaged files are set aside under another name.
8. After a failed sync nothing more is appended, because the kernel may call pages clean that
   never reached the medium (Rebello et al., ATC 2020). Opening again writes new files.
9. A failed fold loses nothing and fails no commit.
10. No decision depends on a clock: order is the sequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

from retro.store import journal as journals
from retro.store.disk import Disk, explain, keep, remove, write_all, write_new
from retro.store.journal import Encoded, Scan
from retro.store.migrations import Schema
from retro.store.naming import Files, temporary
from retro.store.protocol import ReadOnly, Tables, Transaction
from retro.store.reading import Loaded, load
from retro.store.snapshot import Header
from retro.store.storage import SnapshotStorage

FOLD_AFTER = 500
"""Transactions in the journal after which it is worth folding: 1,000 replay in 3 ms (measured)."""
FOLD_BYTES = 1024 * 1024
"""Bytes of it, where one transaction brings much: readers read all of them."""


class Database:
    """The state in memory and the open journal. The caller holds the lock all the time."""

    def __init__(self, files: Files, disk: Disk, schema: Schema) -> None:
        self.files = files
        self.tables: Tables = {}
        self.seq = 0
        self.notices: list[str] = []
        self.transactions: list[Transaction] = []
        self._disk = disk
        self.schema = schema
        self._handle: int | None = None
        self._size = 0
        self._inode = 0
        self._unfolded = 0
        self._fold_at = FOLD_AFTER
        self._fold_size = FOLD_BYTES
        self._broken: str | None = None

    @classmethod
    def create(cls, files: Files, disk: Disk, schema: Schema) -> Database:
        """A new, empty database. It exists when its file does, so the file comes last.

        Raises StoreError.
        """
        database = cls(files, disk, schema)
        try:
            database._start_journal(keep_backup=False)
            database._install_snapshot(keep_backup=False)
        except OSError as error:
            database.close()
            raise explain(error, files.snapshot) from error
        return database

    @classmethod
    def open(cls, files: Files, disk: Disk, schema: Schema, *, renew: bool = False) -> Database:
        """Recover: read, set aside what is bad, and fold the journal into new files.

        ``renew`` writes new files even when there is nothing to mend. Raises Missing, Damaged,
        ReadOnly for a newer schema, or another StoreError.
        """
        database = cls(files, disk, schema)
        database._recover(renew=renew)
        return database

    @property
    def fold_is_due(self) -> bool:
        """Whether enough is in the journal."""
        is_long = self._unfolded >= self._fold_at or self._size >= self._fold_size
        return is_long and self._broken is None

    @property
    def unfolded(self) -> int:
        """How many transactions are in the journal only."""
        return self._unfolded

    @property
    def broken(self) -> str | None:
        """Why nothing may be appended any more, if so."""
        return self._broken

    def commit(self, transactions: Sequence[Encoded], sealed: bytes | None = None) -> None:
        """Make transactions durable with one write and one sync, the sealed part before them.

        Raises Full, StoreError or ReadOnly; after Full and StoreError nothing was kept.
        """
        if self._broken is not None:
            raise ReadOnly(self._broken)
        if sealed is not None:
            self._replace_sealed(sealed, undo=bool(transactions))
        if not transactions:
            return
        try:
            self._append(journals.encode_record(self.seq + 1, transactions))
        except OSError as error:
            if sealed is not None and self._broken is None:
                self._restore_sealed()
            if self._broken is not None:
                # The line may be there after all, so the sealed part that goes with it stays.
                raise ReadOnly(self._broken) from error
            raise explain(error, self.files.journal) from error
        if sealed is not None:
            remove(self._disk, self.files.sealed_before)
        for transaction in transactions:
            self.seq += 1
            journals.apply(self.tables, transaction.changes)
        self._unfolded += len(transactions)

    def fold(self) -> None:
        """Write the state as a new file and start a new journal. Raises StoreError.

        After an error before the last sync everything is as it was, and commits go on.
        """
        if self._broken is not None:
            raise ReadOnly(self._broken)
        self._fold_at = self._unfolded + FOLD_AFTER
        self._fold_size = self._size + FOLD_BYTES
        try:
            self._install_snapshot(keep_backup=True)
            self._start_journal(keep_backup=True)
        except OSError as error:
            raise explain(error, self.files.snapshot) from error
        self._unfolded, self._fold_at, self._fold_size = 0, FOLD_AFTER, FOLD_BYTES

    def refresh(self) -> None:
        """Take in what another holder of the lock wrote since. Raises StoreError."""
        try:
            inode, size = self._disk.identity(self.files.journal)
            if (inode, size) == (self._inode, self._size):
                return
            if inode == self._inode and size > self._size and self._read_on():
                return
        except FileNotFoundError:
            pass
        except OSError as error:
            raise explain(error, self.files.journal) from error
        self._recover(go_on=True)

    def close(self) -> None:
        """Close the journal. Folding first is up to the caller."""
        if self._handle is not None:
            self._disk.close(self._handle)
            self._handle = None

    # Writing

    def _read_on(self) -> bool:
        """Apply lines that were appended by somebody else; false when one of them is bad."""
        found = Scan(self.seq, self.files.name, self.schema.version, size=self._size)
        try:
            content = self._disk.read_from(self.files.journal, self._size)
            more = journals.scan_more(found, content)
        except journals.Broken:
            return False
        if more.tail:
            return False
        for number, changes in more.transactions:
            journals.apply(self.tables, changes)
            self.seq = number
        self._unfolded += len(more.transactions)
        self._size = more.size
        self._sync_lines_of_others()
        return True

    def _sync_lines_of_others(self) -> None:
        """Whoever wrote them may have died before the sync, and only a last line may get lost."""
        assert self._handle is not None
        try:
            self._disk.sync(self._handle)
        except OSError as error:
            self._break(error)
            raise ReadOnly(self._broken) from error

    def _append(self, line: bytes) -> None:
        assert self._handle is not None
        try:
            write_all(self._disk, self._handle, line)
        except OSError:
            try:
                self._disk.truncate(self._handle, self._size)
            except OSError as error:
                self._break(error)
            raise
        try:
            self._disk.sync(self._handle)
        except OSError as error:
            self._break(error)
            raise
        self._size += len(line)

    def _break(self, error: OSError) -> None:
        self._broken = (
            f"Saving to {self.files.journal} failed ({error.strerror or error}) and nothing more "
            "is written there. What was accepted is kept: check the disk, then open it again."
        )

    def _install_snapshot(self, *, keep_backup: bool) -> None:
        saved = datetime.now(UTC).isoformat(timespec="seconds")
        header = Header(self.schema.version, self.files.name, self.seq, saved)
        backup = self.files.backup if keep_backup else None
        SnapshotStorage(self.files.snapshot, self._disk, backup).save(header, self.tables)

    def _start_journal(self, *, keep_backup: bool) -> None:
        new = temporary(self.files.journal)
        header = journals.encode_header(self.seq, self.files.name, self.schema.version)
        handle = write_new(self._disk, new, header)
        try:
            inode, size = self._disk.identity(new)
            if keep_backup:
                keep(self._disk, self.files.journal, self.files.journal_backup)
        except OSError:
            self._disk.close(handle)
            remove(self._disk, new)
            raise
        try:
            self._disk.replace(new, self.files.journal)
            self._disk.sync_folder(self.files.folder)
        except OSError as error:
            # Which of the two journals the name leads to is not known any more.
            self._break(error)
            self._disk.close(handle)
            raise
        self.close()
        self._handle, self._inode, self._size = handle, inode, size

    # The sealed part

    def _replace_sealed(self, content: bytes, *, undo: bool) -> None:
        new = temporary(self.files.sealed)
        try:
            self._disk.close(write_new(self._disk, new, content))
            if undo:
                remove(self._disk, self.files.sealed_before)
                keep(self._disk, self.files.sealed, self.files.sealed_before)
        except OSError as error:
            remove(self._disk, new)
            raise explain(error, self.files.sealed) from error
        try:
            self._disk.replace(new, self.files.sealed)
            self._disk.sync_folder(self.files.folder)
        except OSError as error:
            self._break(error)
            raise ReadOnly(self._broken) from error

    def _restore_sealed(self) -> None:
        try:
            try:
                self._disk.replace(self.files.sealed_before, self.files.sealed)
            except FileNotFoundError:
                self._disk.unlink(self.files.sealed)
            self._disk.sync_folder(self.files.folder)
        except OSError as error:
            self._break(error)

    # Opening

    def _recover(self, *, renew: bool = False, go_on: bool = False) -> None:
        """Read everything; ``go_on`` appends to a whole journal of others instead of folding it."""
        self.close()
        self._broken = None
        loaded = load(self.files, self._disk, self.schema)
        newest = max(loaded.stored_schema, loaded.journal.schema if loaded.journal else 0)
        if newest > self.schema.version:
            raise ReadOnly(
                f"{self.files.snapshot} was written by a newer retro (schema {newest}, this one "
                f"writes {self.schema.version}): update retro to change it; reading works."
            )
        self.tables, self.seq = loaded.tables, loaded.seq
        self.transactions = loaded.transactions
        self.notices.extend(loaded.notices)
        try:
            # Names from before a crash may not be on the medium yet.
            self._disk.sync_folder(self.files.folder)
            for leftover in (temporary(self.files.sealed), self.files.sealed_before):
                remove(self._disk, leftover)
            current = loaded.clean or (
                go_on
                and loaded.whole
                and not loaded.snapshot_damaged
                and loaded.stored_schema == self.schema.version
            )
            if current and not renew:
                self._handle = self._disk.append(self.files.journal)
                self._inode, self._size = self._disk.identity(self.files.journal)
                self._unfolded = len(loaded.transactions)
                if self._unfolded:
                    self._sync_lines_of_others()
                return
            self._set_aside(loaded)
            self._install_snapshot(keep_backup=not loaded.snapshot_damaged)
            self._start_journal(keep_backup=True)
            if loaded.snapshot_damaged:
                # The old backup does not lead up to this journal: make one that does.
                self._install_snapshot(keep_backup=True)
        except OSError as error:
            self.close()
            raise explain(error, self.files.snapshot) from error
        self._unfolded, self._fold_at, self._fold_size = 0, FOLD_AFTER, FOLD_BYTES

    def _set_aside(self, loaded: Loaded) -> None:
        """Keep bytes that the new files will not hold. Raises OSError."""
        if loaded.journal is not None and loaded.journal.tail:
            self._set_aside_tail(loaded.journal)
        if loaded.snapshot_damaged:
            with suppress(FileNotFoundError):
                content = self._disk.read(self.files.snapshot)
                name = f"{self.files.snapshot.name}-{crc32(content):08x}"
                self._copy(content, self.files.quarantine / name)
                self.notices.append(f"The bytes of the bad file are in {name} in quarantine.")
        if loaded.stored_schema < self.schema.version:
            folder = self.files.quarantine.with_name("backup")
            mark = f"{self.files.name}.schema-{loaded.stored_schema}"
            for path in (self.files.snapshot, self.files.journal):
                with suppress(FileNotFoundError):
                    self._copy(self._disk.read(path), folder / f"{mark}{path.suffix}")

    def _set_aside_tail(self, journal: Scan) -> None:
        tail = journal.tail
        aside = self.files.journal.with_suffix(f".torn-{journal.seq}-{crc32(tail):08x}")
        self._copy(tail, aside)
        if journal.tail_looks_torn:
            self.notices.append(
                f"The last write to {self.files.journal} was cut off, probably by a crash. It had "
                f"not been accepted; its {len(tail)} bytes are in {aside.name}."
            )
        else:
            self.notices.append(
                f"The last line of {self.files.journal} is complete but damaged: an accepted "
                f"change may be missing. Its bytes are in {aside.name}; run `retro doctor`."
            )

    def _copy(self, content: bytes, target: Path) -> None:
        self._disk.make_folder(target.parent)
        new = temporary(target)
        self._disk.close(write_new(self._disk, new, content))
        self._disk.replace(new, target)
        self._disk.sync_folder(target.parent)
