"""One registry is the source of keys, footer, help, palette and documentation."""

import re
from collections import Counter

import pytest
from textual.binding import Binding

from retro.session.format import Kind
from retro.ui.app import SCREENS_BY_KIND
from retro.ui.registry import COMMANDS, FOOTER_MOST, commands_for, footer_for
from retro.ui.registry_around import CHOOSING, ENDED, INVITATION, LOBBY, RESTING
from retro.ui.registry_between import AGREEMENTS, HOME, LEAD, ROSTER
from retro.ui.screens.agreements import AgreementsScreen
from retro.ui.screens.chooser import ChooserScreen
from retro.ui.screens.ended import EndedScreen
from retro.ui.screens.home import HomeScreen
from retro.ui.screens.invite import InvitationScreen
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.lobby import LobbyScreen
from retro.ui.screens.resting import RestingScreen
from retro.ui.screens.roster import RosterScreen
from tests.ui import keys
from tests.ui.pictures import CHOSEN, DOCUMENTS, OTHERS
from tests.ui.recording import FILE


@pytest.mark.parametrize("kind", list(Kind))
def test_a_key_means_one_thing_in_a_phase(kind: Kind) -> None:
    used = Counter(key for command in commands_for(kind) for key in command.keys)
    assert [key for key, count in used.items() if count > 1] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_command_of_a_phase_is_bound_and_done(kind: Kind) -> None:
    screen = SCREENS_BY_KIND[kind]
    bound = {b.key: b for b in screen.BINDINGS if isinstance(b, Binding)}
    for command in commands_for(kind):
        assert callable(getattr(screen, f"do_{command.id}", None)), command.id
        for key in command.keys:
            assert bound[key].action == f"command('{command.id}', '{key}')"
            assert bound[key].id == f"{command.id}.{key}"


def test_ids_are_stable_names() -> None:
    between = (AGREEMENTS, HOME, LEAD, ROSTER)
    for commands in (COMMANDS, CHOOSING, ENDED, INVITATION, LOBBY, RESTING, *between):
        ids = [command.id for command in commands]
        assert len(set(ids)) == len(ids)
        assert all(id.isalpha() and id.islower() for id in ids)
    for commands, screen in (
        (CHOOSING, ChooserScreen),
        (ENDED, EndedScreen),
        (INVITATION, InvitationScreen),
        (LOBBY, LobbyScreen),
        (RESTING, RestingScreen),
        (AGREEMENTS, AgreementsScreen),
        (HOME, HomeScreen),
        (LEAD, LeadScreen),
        (ROSTER, RosterScreen),
    ):
        assert all(hasattr(screen, f"do_{command.id}") for command in commands)
        used = Counter(key for command in commands for key in command.keys)
        assert [key for key, count in used.items() if count > 1] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_the_footer_is_short_and_ends_with_help(kind: Kind) -> None:
    footer = footer_for(commands_for(kind))
    assert len(footer) <= FOOTER_MOST
    assert footer[-1].id == "help"
    assert "next" in {command.id for command in footer}


def test_the_page_of_keys_is_current() -> None:
    assert keys.PAGE.read_text(encoding="utf-8") == keys.page(), (
        "docs/keys.md is not what the registry says: run python -m tests.ui.keys"
    )


def test_the_pictures_fetch_nothing_and_are_small() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS.glob("*.svg")}
    chosen = {name for name, _phase, _ground in CHOSEN}
    assert kept.keys() == {*chosen, *OTHERS, FILE.name}
    for name, svg in kept.items():
        assert len(svg) < (400_000 if name == FILE.name else 150_000), name
        assert not re.search(r"url\((?!#)|@font-face|@import|href=", svg), name
