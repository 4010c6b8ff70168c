"""`retro` alone: what is going on, and what to type next."""

import os
from datetime import date

from retro.cli.actions import stored_actions
from retro.cli.attaching import has_terminal
from retro.cli.finding import session_rows, short_key
from retro.cli.output import say, shown
from retro.cli.place import Place
from retro.followup.stored import is_overdue


def open_home(place: Place) -> int:
    """Show the home of a team on this terminal; where that shows no screen, as `show_home` says."""
    from retro.terminal.protocol import WITHOUT_SCREEN

    if not has_terminal() or os.environ.get("TERM", "") in WITHOUT_SCREEN:
        show_home(place)
        return 0
    from retro.cli.review import show_between

    return show_between(place, "home")


def show_home(place: Place) -> None:
    """Say what is under way and what is open. Raises StoreError."""
    words = place.words
    rows = session_rows(place)
    under_way = [row for row in rows if row.closed is None and not row.damaged]
    actions = stored_actions(place)
    ways: list[tuple[str, str]] = []
    if not rows:
        say(words("Hold a blameless retrospective or after-action review in this terminal."), "")
    if under_way:
        title, phase = shown(under_way[0].title), shown(under_way[0].phase)
        if until := under_way[0].rests:
            say(words("“{title}” rests until {day}.", title=title, day=until.isoformat()), "")
        else:
            say(words("“{title}” is under way, at “{phase}”.", title=title, phase=phase), "")
        ways.append(("retro attach", words("go on with it")))
    for row in under_way[1:2]:
        others = words.plural("or with another", "or with one of {count}", len(under_way) - 1)
        ways.append((f"retro attach {short_key(row.key, rows)}", others))
    if actions:
        count = words.plural("{count} open action", "{count} open actions", len(actions))
        ways.append(("retro actions", count))
    if late := sum(is_overdue(action, date.today()) for action in actions):
        ways.append(("retro due", words.plural("! {count} overdue", "! {count} overdue", late)))
    if agreements := kept_agreements(place):
        count = words.plural("{count} working agreement", "{count} working agreements", agreements)
        ways.append(("retro agreements", count))
    ways.append(("retro start", words("begin a session; it asks what happened")))
    ways.append(("retro --help", words("all commands")))
    width = max(len(command) for command, _ in ways)
    say(*(f"  {command:<{width}}   {meaning}" for command, meaning in ways))


def kept_agreements(place: Place) -> int:
    """How many agreements teams keep to. Raises StoreError."""
    if not place.folder.is_dir():
        return 0
    from retro.store.embedded import EmbeddedStore

    documents = EmbeddedStore(place.folder).agreements().all()
    return sum(
        bool(each.get("text")) and each.get("state") != "retired" and not each.get("removed")
        for each in documents
    )
