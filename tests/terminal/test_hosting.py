"""Many apps in one process: each finds itself, ends by itself and leaves nothing."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import logging
import sys
import weakref
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import textual
from textual.app import ComposeResult, SuspendNotSupported
from textual.widgets import Input, Label, Markdown

from retro.terminal import hosting, textual_internals
from retro.terminal.hosting import APOLOGY, HostedApp, host
from retro.terminal.restore import RESTORE
from tests.terminal.fakes import EIGHT_BIT, FakeTerminal, shown, until, visit


class Named(HostedApp[None]):
    """Says its name, and echoes what is typed."""

    def __init__(self, name: str = "ana") -> None:
        super().__init__()
        self.person = name
        self.found: list[object] = []

    def compose(self) -> ComposeResult:
        yield Label(f"I am {self.person}", markup=False)
        yield Input()

    def find_self(self) -> None:
        self.found.append(self.query_one(Label).app)


# Each finds itself


async def test_an_app_finds_itself_even_when_another_one_shows_it() -> None:
    """Textual finds the app in a context variable, which new tasks inherit."""
    inner: list[Any] = []

    class Outer(Named):
        def on_mount(self) -> None:
            inner.append(visit(lambda: Named("bob")))

    async with shown(lambda: Outer("ana")) as outer:
        await until(lambda: inner and inner[0].made)
        (shown_inside,) = inner
        await shown_inside.terminal.shows("I am bob")
        shown_inside.app.call_later(shown_inside.app.find_self)
        await until(lambda: shown_inside.app.found)
        assert shown_inside.app.found == [shown_inside.app]
        shown_inside.terminal.type("for bob")
        await shown_inside.terminal.shows("for bob")
        assert "bob" not in outer.terminal.text
        shown_inside.terminal.hang_up()
        assert await shown_inside.running == 0
        await outer.terminal.shows("I am ana")


async def test_an_app_inherits_no_context() -> None:
    """Messages that another app prevents at the moment, its workers and hooks are all in there."""
    room = contextvars.ContextVar("room", default="none")
    rooms: list[str] = []

    class Asking(Named):
        def __init__(self) -> None:
            super().__init__()
            rooms.append(room.get())

        def on_mount(self) -> None:
            rooms.append(room.get())

    room.set("another")
    async with shown(Asking) as visiting:
        visiting.terminal.type("x")
        await visiting.terminal.shows("x")
    assert rooms == ["none", "none"]


async def test_input_is_read_outside_any_app() -> None:
    async with shown(lambda: Named("ana")) as first, shown(lambda: Named("bob")) as second:
        context = contextvars.copy_context()
        with first.app._context():
            second.terminal.type("x")
        context.run(second.terminal.type, b"y\x1b[122;1u")
        await second.terminal.shows("xyz")
        assert "xyz" not in first.terminal.text


async def test_two_apps_run_and_end_in_the_order_they_began() -> None:
    out, err = sys.stdout, sys.stderr
    first = visit(lambda: Named("ana"))
    await until(lambda: "I am ana" in first.terminal.text)
    second = visit(lambda: Named("bob"), EIGHT_BIT)
    await until(lambda: "I am bob" in second.terminal.text)
    assert sys.stdout is out
    first.terminal.hang_up()
    assert await first.running == 0
    second.terminal.type("still here")
    await second.terminal.shows("still here")
    second.terminal.hang_up()
    assert await second.running == 0
    assert (sys.stdout, sys.stderr) == (out, err)


async def test_the_task_factory_of_the_loop_stays_as_it_was() -> None:
    """From Python 3.12 on, Textual makes every task of the loop eager, and leaves it so."""
    loop = asyncio.get_running_loop()
    assert loop.get_task_factory() is None
    async with shown(Named):
        assert loop.get_task_factory() is None
    assert loop.get_task_factory() is None


# Each leaves nothing


@pytest.mark.no_cover  # what one visit covers, seventy times
async def test_nothing_is_left_of_seventy_visits() -> None:
    alive: weakref.WeakSet[HostedApp[Any]] = weakref.WeakSet()
    tasks = len(asyncio.all_tasks())
    for _visitor in range(70):
        async with shown(Named, EIGHT_BIT, (40, 10)) as visiting:
            visiting.terminal.type(b"abc\x1b[97;5u\x1b")
            await visiting.terminal.shows("abc")
            alive.add(visiting.app)
        assert visiting.status == 0
    assert len(alive) > 0
    del visiting
    gc.collect()
    assert len(alive) == 0
    assert len(asyncio.all_tasks()) == tasks


# Ends


async def test_the_exit_status_and_the_farewell_are_the_apps() -> None:
    visiting = visit(Named)
    await visiting.terminal.shows("I am ana")
    visiting.app.exit(return_code=3, message="See you,\x1b[31m later.")
    assert await visiting.running == 3
    assert visiting.terminal.sent.endswith(RESTORE + "See you,[31m later.\r\n")


async def test_a_person_who_goes_away_ends_the_app() -> None:
    visiting = visit(Named)
    await visiting.terminal.shows("I am ana")
    visiting.terminal.hang_up()
    assert await visiting.running == 0
    assert not visiting.app.is_running


async def test_a_person_who_went_away_at_once_ends_the_app() -> None:
    visiting = visit(Named)
    await until(lambda: visiting.made)
    visiting.terminal.hang_up()
    assert await visiting.running == 0


async def test_cancelling_the_host_ends_the_app_and_restores_the_terminal() -> None:
    visiting = visit(Named)
    await visiting.terminal.shows("I am ana")
    visiting.running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await visiting.running
    assert visiting.terminal.status == 0
    assert visiting.terminal.sent.endswith(RESTORE)
    assert not visiting.app.is_running


class Stuck(Named):
    """Waits for ever in a handler, when it is told to."""

    async def on_input_submitted(self) -> None:
        await asyncio.Event().wait()


class StuckInput(Input):
    async def action_submit(self) -> None:
        await asyncio.Event().wait()


class StuckWidget(HostedApp[None]):
    def compose(self) -> ComposeResult:
        yield StuckInput("ready")


@pytest.mark.parametrize("make_app", [Stuck, StuckWidget])
async def test_a_handler_that_does_not_end_is_cancelled(
    make_app: Callable[[], HostedApp[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "PATIENCE", 0.05)
    tasks = len(asyncio.all_tasks())
    visiting = visit(make_app)
    await until(lambda: visiting.made and visiting.app.is_running)
    await visiting.terminal.shows("▊")
    visiting.terminal.type("\r")
    await asyncio.sleep(0)
    visiting.terminal.hang_up()
    await asyncio.wait_for(visiting.running, 10)
    assert visiting.terminal.sent.endswith(RESTORE)
    await until(lambda: len(asyncio.all_tasks()) == tasks)


# Faults


class Faulty(Named):
    """Fails where it is told."""

    def __init__(self, where: str) -> None:
        super().__init__("doomed")
        self.where = where
        self.secret = "hunter2"

    def fail(self) -> None:
        secret = self.secret
        raise RuntimeError(f"bug in {self.where}, {len(secret)}")

    def on_load(self) -> None:
        if self.where == "load":
            self.fail()

    def compose(self) -> ComposeResult:
        if self.where == "compose":
            self.fail()
        yield from super().compose()

    def on_mount(self) -> None:
        if self.where == "mount":
            self.fail()
        if self.where == "timer":
            self.set_timer(0.01, self.fail)
        if self.where == "later":
            self.call_after_refresh(self.fail)
        if self.where == "worker":
            self.run_worker(self.fail_later(), exit_on_error=True)
        if self.where == "panic":
            self.panic("bug in panic")
        if self.where == "style":
            self.query_one(Label).styles.background = "no colour"

    async def fail_later(self) -> None:
        self.fail()

    def on_input_changed(self) -> None:
        if self.where == "handler":
            self.fail()

    def on_unmount(self) -> None:
        if self.where == "unmount":
            self.fail()


FAULTS = ["load", "compose", "mount", "timer", "later", "worker", "panic", "style", "handler"]


@pytest.mark.parametrize("where", FAULTS)
async def test_a_fault_ends_one_screen_and_no_other(
    where: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async with shown(lambda: Named("ana")) as other:
        doomed = visit(lambda: Faulty(where))
        if where == "handler":
            await doomed.terminal.shows("doomed")
            doomed.terminal.type("x")
        assert await doomed.running == 1
        other.terminal.type("unharmed")
        await other.terminal.shows("unharmed")
    assert other.status == 0
    said = doomed.terminal.sent.removesuffix(f"{APOLOGY}\r\n")
    assert said != doomed.terminal.sent
    assert said in {"", said[: -len(RESTORE)] + RESTORE}
    assert "Traceback" not in doomed.terminal.sent
    assert "bug in" not in doomed.terminal.sent
    assert [record for record in caplog.records if record.levelno == logging.ERROR]
    assert where == "style" or f"bug in {where}" in caplog.text
    assert "hunter2" not in caplog.text
    assert capfd.readouterr().err == ""


async def test_a_fault_at_the_end_is_told_too(caplog: pytest.LogCaptureFixture) -> None:
    visiting = visit(lambda: Faulty("unmount"))
    await visiting.terminal.shows("doomed")
    visiting.terminal.hang_up()
    assert await visiting.running == 1
    assert visiting.terminal.farewell == APOLOGY
    assert "bug in unmount" in caplog.text


async def test_an_app_that_cannot_be_made_leaves_the_terminal_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> HostedApp[Any]:
        raise RuntimeError("no such room")

    terminal = FakeTerminal()
    assert await host(broken, terminal) == 1
    assert terminal.sent == f"{APOLOGY}\r\n"
    assert "no such room" in caplog.text


async def test_without_a_terminal_a_fault_reaches_the_test() -> None:
    with pytest.raises(RuntimeError, match="bug in mount"):
        async with Faulty("mount").run_test():
            pass


# What would happen on the server


class Local(Named):
    def compose(self) -> ComposeResult:
        yield Markdown("[link](https://example.com/page)")
        yield from super().compose()


async def test_nothing_happens_on_the_servers_disk_or_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, *_rest: opened.append(url))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    async with shown(Local, size=(120, 40)) as visiting:
        app = visiting.app
        await visiting.terminal.shows("I am ana")
        with app._context():
            app.deliver_screenshot()
            app.action_screenshot()
            app.deliver_screenshot(path=str(tmp_path), filename="saved.svg")
            app.open_url("https://example.com/page")
            app.action_suspend_process()
            with pytest.raises(SuspendNotSupported), app.suspend():
                pass
            with pytest.raises(PermissionError):
                app.save_screenshot(path=str(tmp_path))
            commands = {command.title for command in app.get_system_commands(app.screen)}
        assert "Quit" in commands
        assert "Screenshot" not in commands
        await visiting.terminal.shows("https://example.com/page")
    assert opened == []
    assert list(tmp_path.iterdir()) == []
    assert visiting.status == 0


async def test_a_screenshot_can_be_saved_in_a_test(tmp_path: Path) -> None:
    async with Named().run_test() as pilot:
        assert Path(pilot.app.save_screenshot(path=str(tmp_path))).exists()


async def test_the_pilot_works_without_a_terminal() -> None:
    app = Named()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("a", "b")
        assert app.query_one(Input).value == "ab"
        assert app.terminal is None
        assert app.capabilities.colour.name == "TRUE"
        assert not app.is_hosted
        await pilot.resize_terminal(40, 10)
        assert app.size == (40, 10)
    assert app.return_code is None or app.return_code == 0


async def test_nothing_moves_by_itself() -> None:
    assert Named().animation_level == "none"


def test_textual_is_the_version_whose_private_names_were_checked() -> None:
    checked = textual_internals.CHECKED_VERSION.split(".")
    assert textual.__version__.split(".")[:2] == checked[:2]
