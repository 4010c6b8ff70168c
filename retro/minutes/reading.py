"""Minutes read back: what they say of actions and lessons, also after somebody edited them.

Only what `retro.minutes.agreements` and the lists of lessons write is looked at. A table of actions
is known by its heads, an earlier action by its section, a lesson by the id behind it, and the
session by the last line; order, width and whatever stands around them do not matter.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from retro.followup.contents import Contents, Entry, Plain, Remark
from retro.followup.contents import translate as _
from retro.minutes.agreements import carried_sentence
from retro.minutes.opening import session_sentence
from retro.minutes.outline import Heading, Item, Paragraph, Row, Table, outline
from retro.minutes.terms import (
    acceptance,
    action_columns,
    action_kinds,
    action_sizes,
    action_states,
    detail_labels,
    helped_answers,
)
from retro.minutes.vocabulary import day_of, folded, meanings, value_in
from retro.words import Words

_KEY: Final = re.compile(r"[0-9A-Za-z]{1,40}")
_ID: Final = re.compile(r"[0-9a-f]{6,64}")
#: In front of what is in its place, as people type it without marks.
_LABEL: Final = re.compile(r"([^–—:]{1,40}?)(?: [–—-]|:)(?:\s+|$)(.*)", re.DOTALL)
_SIGNS: Final = {"✓": True, "✔": True, "x": True, "y": True, "j": True, "n": False}
_DETAILS: Final = ("hypothesis", "stop_rule", "link")


def read(markdown: str) -> Contents:
    """What `markdown` says; its line ends are line feeds. Nothing that people type makes it raise.

    `faults` names a torn row, a value that means nothing, and an id that stands there twice;
    `passed_over` what may be meant as an action or a lesson and is not read as one. `session` is
    empty where the last line is missing, which says which session it is.
    """
    reading = _Reading()
    for block in outline(markdown):
        match block:
            case Heading():
                reading.heading(block)
            case Table():
                reading.table(block)
            case Item():
                reading.item(block)
            case Paragraph():
                reading.paragraph(block)
    return reading.contents()


class _Reading:
    """What was found so far."""

    def __init__(self) -> None:
        self.sections = meanings(_sections)
        self.section = ""
        self.session = ""
        self.actions: list[Entry] = []
        self.earlier: list[Entry] = []
        self.lessons: list[Entry] = []
        self.faults: list[Remark] = []
        self.passed_over: list[Remark] = []
        self.details: dict[str, dict[str, Plain]] = {}
        self._headings: list[Heading] = []
        self._loose: list[Item] = []
        self._has_lessons = False
        self._columns = meanings(action_columns)
        self._labels = meanings(detail_labels)
        self._states = meanings(action_states)
        self._terms: Mapping[str, Mapping[str, Any]] = {
            "accepted": {**meanings(acceptance), **meanings(_refusal), **_SIGNS},
            "kind": meanings(action_kinds),
            "size": meanings(action_sizes),
            "helped": meanings(helped_answers),
        }

    def contents(self) -> Contents:
        """All of it, with what stands under the table put to the actions it is about."""
        self._end_of_section()
        actions = tuple(
            Entry(each.line, each.id, {**each.fields, **self.details.get(each.id, {})})
            for each in self.actions
        )
        for entries in (actions, self.earlier, self.lessons):
            seen: set[str] = set()
            for entry in entries:
                if entry.id and entry.id in seen:
                    self._fault(entry.line, _("{id} stands there twice."), id=entry.id)
                seen.add(entry.id)
        return Contents(
            self.session,
            actions,
            tuple(self.earlier),
            tuple(self.lessons),
            tuple(self.faults),
            tuple(self.passed_over),
        )

    def heading(self, block: Heading) -> None:
        """A heading, under which another section begins or goes on."""
        self._headings = [each for each in self._headings if each.level < block.level]
        self._headings.append(block)
        if block.level <= _SECTION:
            self._end_of_section()
            self.section = self.sections.get(folded(block.text), "")

    def _end_of_section(self) -> None:
        """What has no id among lessons, or with the actions, may be meant as a new one."""
        sentence = _NO_ACTION if self.section == "actions" else ""
        if self._has_lessons or self.section == "lessons":
            sentence = _NO_LESSON
        for item in self._loose if sentence else ():
            said = " ".join((item.text or item.label).split())
            text = said if len(said) <= _SAID else f"{said[:_SAID]}…"
            self._pass_over(item.line, sentence, text=text)
        self._loose = []
        self._has_lessons = False

    def paragraph(self, block: Paragraph) -> None:
        key = value_in(_session, block.text.strip())
        if key is not None and _KEY.fullmatch(key):
            self.session = key.upper()
        if self.section == "actions":
            for number, line in enumerate(block.source, block.line):
                if line.lstrip().startswith("|"):
                    self._fault(
                        number,
                        _("This row stands in no table: the dashes under the heads are broken."),
                    )

    def table(self, block: Table) -> None:
        """A table with a head for actions and another one that is known."""
        names = [self._columns.get(folded(cell), "") for cell in block.head.cells]
        known = [name for name in names if name]
        if "text" not in known or len(known) < 2:
            return
        for cell, name in zip(block.head.cells, names, strict=True):
            if name and names.count(name) > 1:
                self._fault(block.head.line, _("The head “{head}” stands there twice."), head=cell)
                return
            if not name:
                self._pass_over(block.head.line, _("The column “{head}” is not read."), head=cell)
        if "id" not in known:
            self._fault(
                block.head.line,
                _("This table of actions has no column “Id”: add one, empty for what is new."),
            )
            return
        for row in block.rows:
            self._row(row, names)

    def _row(self, row: Row, names: list[str]) -> None:
        if not any(row.cells):
            return
        if row.cut:
            self._fault(row.line, _CUT[row.cut])
            return
        cells = {name: cell for name, cell in zip(names, row.cells, strict=True) if name}
        id = folded(cells.pop("id"))
        cells.pop("number", None)
        if id and not _ID.fullmatch(id):
            self._fault(row.line, _("“{id}” is not the id of an action."), id=id)
            return
        fields = {name: self._value(row.line, name, cell) for name, cell in cells.items()}
        self.actions.append(Entry(row.line, id, fields))

    def item(self, item: Item, *, top: bool = True) -> None:
        """A list item with what stands under it; lessons may stand under anything."""
        if item.id and _is_action(item.label) and not item.text:
            found = self._details(item, _DETAILS)
            self.details.setdefault(item.id, {}).update(found)
            return
        if item.id:
            fields = {"text": item.text, **self._details(item, ("applies_when",))}
            headings = (each.text for each in reversed(self._headings))
            self.lessons.append(Entry(item.line, item.id, fields, (item.label, *headings)))
            self._has_lessons = True
        elif self.section == "earlier":
            self._earlier(item)
            return
        elif top:
            self._loose.append(item)
        for each in item.under:
            self.item(each, top=False)

    def _earlier(self, item: Item) -> None:
        label, text = item.label, item.text
        if not label and (found := _LABEL.match(text)):
            label, text = found.groups()
        state = self._states.get(folded(label.split(" · ")[0]))
        facts = next((each.text.split(" · ") for each in item.under if _has_id(each)), None)
        if state is None and facts is None:
            self._pass_over(item.line, _("This is not read: it has neither a state nor an id."))
        elif facts is None:
            self._fault(item.line, _("This action has no id under it any more."))
        elif state is None:
            self._fault(item.line, _("“{word}” is not how an action can stand."), word=label)
        else:
            for fact in facts[1:]:
                if (said := value_in(_due, fact)) and not day_of(said):
                    self._fault(item.line, _NO_DAY, text=said)
            known = self._details(item, ("done_when", "note", "helped"))
            fields = {"text": text, "state": state, **_owned(facts), **known}
            self.earlier.append(Entry(item.line, folded(facts[-1]), fields))

    def _details(self, item: Item, names: tuple[str, ...]) -> dict[str, Plain]:
        """The fields that stand under an item, by their labels."""
        fields: dict[str, Plain] = {}
        for each in item.under:
            label, text = each.label, each.text
            if not label and (found := _LABEL.match(text)):
                label, text = found.groups()
            name = self._labels.get(folded(label), "")
            if name in names:
                fields[name] = self._value(each.line, name, text)
        return fields

    def _value(self, line: int, name: str, text: str) -> Plain:
        """A cell or a text in its plain form; a fault for one that means nothing."""
        if name == "due":
            day = day_of(text)
            if text and day is None:
                self._fault(line, _NO_DAY, text=text)
            return day.isoformat() if day else None
        terms = self._terms.get(name)
        if terms is None:
            return text
        empty = False if name == "accepted" else ""
        value: Plain = terms.get(folded(text), empty)
        if text and folded(text) not in terms:
            known = ", ".join(sorted(phrase for phrase in terms if len(phrase) > 1))
            self._fault(line, _("“{text}” is none of: {known}."), text=text, known=known)
        return value

    def _fault(self, line: int, sentence: str, **values: object) -> None:
        self.faults.append(Remark(line, sentence, values))

    def _pass_over(self, line: int, sentence: str, **values: object) -> None:
        self.passed_over.append(Remark(line, sentence, values))


#: Headings down to this level begin a section.
_SECTION: Final = 2
_NO_LESSON: Final = _(
    "“{text}” has no id behind it and is not taken over, as lessons come from the cards of a "
    "session: write it in the next one, or change a lesson that has its id."
)
_NO_ACTION: Final = _(
    "“{text}” is not read: a new action is a row of the table with an empty id, and what stands "
    "under the table has the id of its action."
)
#: Characters of a text that is told.
_SAID: Final = 200
_NO_DAY: Final = _("“{text}” is no day: write it as 2026-12-01.")
_CUT: Final = {
    "short": _("This row has fewer cells than the table has heads: is it whole?"),
    "long": _("This row has more cells than the table has heads: write a bar in a text as \\|."),
    "open": _("This row does not end in a bar as the heads do: is it whole?"),
}


def _sections(words: Words) -> Mapping[str, str]:
    """The headings by which something is known that has no other sign."""
    return {
        "actions": words("Actions"),
        "earlier": words("Earlier actions"),
        "lessons": words("Lessons"),
    }


def _refusal(words: Words) -> Mapping[bool, str]:
    """What somebody may write in place of "not yet"."""
    return {False: words("no")}


def _session(words: Words, key: str) -> str:
    return session_sentence(words, key)


def _is_action(label: str) -> bool:
    """Whether this is how an action is pointed at by its number."""
    number = value_in(lambda words, n: words("Action {n}", n=n), label)
    return number is not None and number.isdecimal()


def _has_id(item: Item) -> bool:
    return not item.label and bool(_ID.fullmatch(folded(item.text.rpartition(" · ")[2])))


def _day_in(fact: str) -> date | None:
    return day_of(value_in(_due, fact) or "")


def _owned(facts: list[str]) -> dict[str, Plain]:
    """The owner and the day from the line of facts."""
    place = next((n for n, fact in enumerate(facts) if _day_in(fact)), None)
    if place is not None:
        day = _day_in(facts[place])
        return {"owner": " · ".join(facts[:place]), "due": day.isoformat() if day else None}
    first = facts[0] if len(facts) > 1 else ""
    ours = any(value_in(sentence, first) for sentence in (_origin, _carried_once, _carried))
    return {"owner": "" if ours else first, "due": None}


def _due(words: Words, day: str) -> str:
    return words("due {date}", date=day)


def _origin(words: Words, session: str) -> str:
    return words("from {session}", session=session)


def _carried_once(words: Words, count: str) -> str:
    return carried_sentence(words, 1).replace("1", count)


def _carried(words: Words, count: str) -> str:
    return carried_sentence(words, 2).replace("2", count)
