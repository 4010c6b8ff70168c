"""The rules for what people agree on: actions, new and earlier, lessons to take along, agreements.

That more is agreed on than gets done is said (`too_many`), never forbidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

from retro.session.agreed import OPEN_STATES as OPEN_STATES
from retro.session.commands import (
    ChooseLesson,
    JudgeLesson,
    RemoveAction,
    RetireAgreement,
    ReviewAction,
    SplitAction,
    WriteAction,
    WriteAgreement,
)
from retro.session.events import Event, Removed, Written
from retro.session.format import Kind
from retro.session.model import (
    Action,
    ActionState,
    Agreement,
    EarlierAction,
    Id,
    Session,
    Writing,
)
from retro.session.rules import (
    Asked,
    found,
    garbled,
    line_of,
    line_or_nothing,
    link_of,
    new_id,
    new_uid,
    refuse,
    text_of,
)
from retro.session.text import CARD_LIMIT, NAME_LIMIT, clean

#: More open actions than this, and a team loses sight of some.
MOST_OPEN: Final = 5
#: After so many sessions an action that is still open wants another shape, or another owner.
MOST_CARRIED: Final = 2
FEWEST_PARTS: Final = 2
MOST_PARTS: Final = 5

_AGREEING: Final = (Kind.WELCOME, Kind.DISCUSS, Kind.COMMIT, Kind.CLOSE)


@dataclass(frozen=True, slots=True)
class TooMany:
    """More actions than get done: `new` ones of this session, `open` ones of the team with those.

    `most` is 0 where the format sets no bound for new ones. Both counts are given, also where only
    one of them is over its bound.
    """

    new: int
    most: int
    open: int
    most_open: int

    @property
    def are_new(self) -> bool:
        """Whether this session alone made too many."""
        return 0 < self.most < self.new

    @property
    def are_open(self) -> bool:
        """Whether the team has too many open."""
        return self.open > self.most_open


def too_many(session: Session, adding: int = 0) -> TooMany | None:
    """What to warn of: None while there are few enough, `adding` so many to those there are."""
    new = len(session.actions) + adding
    still = sum(action.state in OPEN_STATES for action in session.earlier.values())
    counted = TooMany(new, most_actions(session), new + still, MOST_OPEN)
    return counted if counted.are_new or counted.are_open else None


def most_actions(session: Session) -> int:
    """How many new actions the format thinks a session can do; 0 where it sets no bound."""
    commits = [phase.most for phase in session.format.phases if phase.kind is Kind.COMMIT]
    return 0 if 0 in commits else max(commits, default=0)


def must_choose(action: EarlierAction) -> bool:
    """Whether to split it, give it to somebody else or drop it: it was carried over too often."""
    is_open = action.state in OPEN_STATES
    return is_open and action.carried >= MOST_CARRIED and not action.reowned


def write_action(asked: Asked, command: WriteAction) -> tuple[Event, ...]:
    asked.taking_part()
    session = asked.session
    former = session.actions.get(command.id)
    if former is None:
        asked.in_kinds(Kind.COMMIT, Kind.CLOSE)
    if command.parent is not None:
        asked.card(command.parent)
        if not asked.is_shown(command.parent):
            refuse("Write about it once everyone can see it.")
    owner = line_or_nothing(command.owner, NAME_LIMIT)
    action = Action(
        id=new_id(session.actions, command.id),
        uid=former.uid if former else new_uid(asked.rng),
        text=line_of(command.text),
        number=former.number if former else asked.next_number(),
        owner=owner,
        accepted=command.accepted and bool(owner),
        due=command.due,
        done_when=line_or_nothing(command.done_when),
        first_step=line_or_nothing(command.first_step),
        parent=command.parent,
        kind=command.kind,
        size=command.size,
        strength=command.strength,
        control=command.control,
        hypothesis=line_or_nothing(command.hypothesis),
        stop_rule=line_or_nothing(command.stop_rule),
        link=link_of(command.link),
        split_from=former.split_from if former else "",
    )
    return () if action == former else (Written(action),)


def remove_action(asked: Asked, command: RemoveAction) -> tuple[Event, ...]:
    asked.taking_part()
    action = asked.session.actions.get(command.id)
    return () if action is None else (Removed(action),)


def review_action(asked: Asked, command: ReviewAction) -> tuple[Event, ...]:
    _recording(asked)
    earlier = found(asked.session.earlier, command.id)
    if command.skip:
        passed = earlier if earlier.reviewed else replace(earlier, skipped=True)
        return () if passed == earlier else (Written(passed),)
    state = command.state or earlier.state
    note = text_of(command.note) if clean(command.note) else ""
    if state is ActionState.BLOCKED and not (note or (earlier.state is state and earlier.note)):
        refuse("Blocked by what, and who can help? Write the ask down.")
    reviewed = replace(
        earlier,
        state=state,
        note=note or earlier.note,
        helped=command.helped or earlier.helped,
        reviewed=True,
        skipped=False,
    )
    if command.owner is not None:
        reviewed = _given_to(reviewed, line_or_nothing(command.owner, NAME_LIMIT))
    if command.due is not None and command.due != earlier.due:
        reviewed = replace(reviewed, due=command.due, redated=True)
    return () if reviewed == earlier else (Written(reviewed),)


def _given_to(action: EarlierAction, owner: str) -> EarlierAction:
    """The action with this owner; somebody else has not said yes yet."""
    if owner == action.owner:
        return action
    return replace(action, owner=owner, accepted=False, reowned=True)


def split_action(asked: Asked, command: SplitAction) -> tuple[Event, ...]:
    _recording(asked)
    asked.in_kinds(Kind.REVIEW)
    earlier = found(asked.session.earlier, command.id)
    if _is_split_so(asked.session, earlier, command):
        return ()
    if earlier.state not in OPEN_STATES:
        refuse("This one is closed already: there is nothing left to split.")
    if not FEWEST_PARTS <= len(command.parts) <= MOST_PARTS:
        refuse("Split it into {fewest} to {most} parts.", fewest=FEWEST_PARTS, most=MOST_PARTS)
    parts = _parts(asked, earlier, command)
    replaced = replace(
        earlier,
        state=ActionState.DROPPED,
        note=("→ " + " · ".join(part.text for part in parts))[:CARD_LIMIT],
        reviewed=True,
        skipped=False,
    )
    return (*(Written(part) for part in parts), Written(replaced))


def _is_split_so(session: Session, earlier: EarlierAction, command: SplitAction) -> bool:
    """Whether this was sent before."""
    made = [session.actions.get(id) for id, _ in command.parts]
    return bool(made) and all(part and part.split_from == earlier.uid for part in made)


def _parts(asked: Asked, earlier: EarlierAction, command: SplitAction) -> list[Action]:
    """The smaller actions. Their owner is asked again; a day each of them gets when it is set."""
    table: dict[Id, Action] = dict(asked.session.actions)
    parts = []
    for number, (id, text) in enumerate(command.parts, asked.next_number()):
        if id in table:
            garbled()
        part = Action(
            id=new_id(table, id),
            uid=new_uid(asked.rng),
            text=line_of(text),
            number=number,
            owner=earlier.owner,
            kind=earlier.kind,
            split_from=earlier.uid,
        )
        table[id] = part
        parts.append(part)
    return parts


def _recording(asked: Asked) -> None:
    """Refuse whoever may not say how earlier actions stand."""
    asked.taking_part()
    if asked.session.writing is Writing.APART and not asked.facilitates:
        refuse("Say how it stands; the facilitator records it, and turns the page.")


def choose_lesson(asked: Asked, command: ChooseLesson) -> tuple[Event, ...]:
    _recalling(asked)
    lesson = found(asked.session.lessons, command.id)
    chosen = replace(lesson, chosen=command.chosen)
    return () if chosen == lesson else (Written(chosen),)


def judge_lesson(asked: Asked, command: JudgeLesson) -> tuple[Event, ...]:
    _recalling(asked)
    lesson = found(asked.session.lessons, command.id)
    if not lesson.asked:
        refuse("This lesson was not taken along before: there is nothing to say about it yet.")
    judged = replace(lesson, applied=command.applied)
    return () if judged == lesson else (Written(judged),)


def _recalling(asked: Asked) -> None:
    """Refuse whoever may not record something about a lesson, and every other moment for it."""
    asked.taking_part()
    if asked.session.writing is Writing.APART and not asked.facilitates:
        refuse("Say it aloud: the facilitator records which lessons come along.")
    asked.in_kinds(Kind.WELCOME, Kind.REVIEW)


def write_agreement(asked: Asked, command: WriteAgreement) -> tuple[Event, ...]:
    _agreeing(asked)
    session = asked.session
    former = session.agreements.get(command.id)
    text = line_of(command.text)
    if former is None:
        id = new_id(session.agreements, command.id)
        number = asked.next_number()
        day = asked.now.date()
        return (Written(Agreement(id, new_uid(asked.rng), text, number, day, new=True)),)
    if text == former.text:
        return ()
    return (Written(replace(former, text=text, changed=not former.new)),)


def retire_agreement(asked: Asked, command: RetireAgreement) -> tuple[Event, ...]:
    _agreeing(asked)
    agreement = found(asked.session.agreements, command.id)
    retired = replace(agreement, retired=command.retired)
    return () if retired == agreement else (Written(retired),)


def _agreeing(asked: Asked) -> None:
    """Refuse whoever may not change working agreements, and every other moment for it."""
    asked.taking_part()
    if asked.session.writing is Writing.APART and not asked.facilitates:
        refuse("Say it aloud: the facilitator writes down what you all agree on.")
    asked.in_kinds(*_AGREEING)


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {
        WriteAction: write_action,
        RemoveAction: remove_action,
        ReviewAction: review_action,
        SplitAction: split_action,
        ChooseLesson: choose_lesson,
        JudgeLesson: judge_lesson,
        WriteAgreement: write_agreement,
        RetireAgreement: retire_agreement,
    }
)
