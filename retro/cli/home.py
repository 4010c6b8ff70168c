"""`retro` alone: what is going on, and what to type next."""

from retro.cli.actions import stored_actions
from retro.cli.finding import session_rows, short_key
from retro.cli.output import say, shown
from retro.cli.place import Place


def show_home(place: Place) -> None:
    """Say what is under way and what is open. Raises StoreError."""
    words = place.words
    rows = session_rows(place)
    under_way = [row for row in rows if row.closed is None and not row.damaged]
    actions = len(stored_actions(place))
    ways: list[tuple[str, str]] = []
    if not rows:
        say(words("Hold a blameless retrospective or after-action review in this terminal."), "")
    if under_way:
        title, phase = shown(under_way[0].title), shown(under_way[0].phase)
        say(words("“{title}” is under way, at “{phase}”.", title=title, phase=phase), "")
        ways.append(("retro attach", words("go on with it")))
    for row in under_way[1:2]:
        others = words.plural("or with another", "or with one of {count}", len(under_way) - 1)
        ways.append((f"retro attach {short_key(row.key, rows)}", others))
    if actions:
        count = words.plural("{count} open action", "{count} open actions", actions)
        ways.append(("retro actions", count))
    ways.append(("retro start", words("begin a session; it asks what happened")))
    ways.append(("retro --help", words("all commands")))
    width = max(len(command) for command, _ in ways)
    say(*(f"  {command:<{width}}   {meaning}" for command, meaning in ways))
