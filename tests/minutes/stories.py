"""Whole sessions, led through their phases by commands, with a fixed clock and fixed chance."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from random import Random

from retro.formats.catalogue import Catalogue
from retro.session.commands import (
    Advance,
    CastVote,
    Command,
    ExtendTimer,
    Finish,
    GiveAnswer,
    Join,
    LinkCard,
    MakeTopic,
    Park,
    Reveal,
    ReviewAction,
    WriteAction,
    WriteCard,
    WriteNote,
)
from retro.session.course import begin
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.format import Format
from retro.session.model import (
    ID_LIMIT,
    ActionState,
    EarlierAction,
    Helped,
    Id,
    Person,
    Role,
    Session,
    Verdict,
    Writing,
)
from retro.store.naming import new_key

AMSTERDAM_IN_WINTER = timezone(timedelta(hours=1))


class Telling:
    """One session under way; `by` is who acts when nobody is named."""

    def __init__(
        self,
        form: Format,
        *,
        title: str,
        goal: str,
        team: str,
        facilitator: str,
        started: datetime,
        named: bool = True,
        writing: Writing = Writing.APART,
        earlier: Iterable[EarlierAction] = (),
    ) -> None:
        self.rng = Random(42)
        self.now = started
        self.by = self.id()
        self.session: Session = begin(
            new_key(started, Random(7).randbytes),
            form,
            title=title,
            goal=goal,
            team=team,
            facilitator=Person(self.by, facilitator, Role.FACILITATOR, named),
            now=started,
            writing=writing,
            earlier=earlier,
        )

    def id(self) -> Id:
        return self.rng.randrange(1, ID_LIMIT)

    def send(self, command: Command, by: Id | None = None) -> None:
        self.now += timedelta(seconds=1)
        events = decide(self.session, command, by or self.by, self.now, self.rng)
        self.session = evolve_all(self.session, events)

    def join(self, name: str, *, named: bool = True, role: Role = Role.PARTICIPANT) -> Id:
        person = self.id()
        together = self.session.writing is Writing.TOGETHER
        self.send(Join(person, name, role, named), self.by if together else person)
        return person

    def on(self, minutes: float) -> None:
        """Let time go by, then go on to the next phase."""
        self.now += timedelta(minutes=minutes)
        self.send(Advance(self.session.phase.key))

    def end(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)
        self.send(Finish())

    def card(
        self,
        text: str,
        column: str = "",
        *,
        under: Id | None = None,
        when: str = "",
        verdict: Verdict | None = None,
        mood: int | None = None,
        by: Id | None = None,
    ) -> Id:
        id = self.id()
        self.send(WriteCard(id, text, column, under, when, verdict, mood), by)
        return id

    def note(self, text: str, about: Id | None = None, *, decision: bool = False) -> None:
        self.send(WriteNote(self.id(), text, about, decision))

    def park(self, text: str) -> None:
        self.send(Park(self.id(), text))

    def action(
        self,
        text: str,
        owner: str = "",
        *,
        yes: bool = True,
        due: date | None = None,
        done_when: str = "",
        first_step: str = "",
        under: Id | None = None,
    ) -> None:
        self.send(WriteAction(self.id(), text, owner, yes, due, done_when, first_step, under))

    def answers(self, *values: int) -> None:
        """Answers to a poll by the people taking part, one each, in the order they came in."""
        people = [p.id for p in self.session.people.values() if p.role is not Role.OBSERVER]
        for value, person in zip(values, people, strict=False):
            self.send(GiveAnswer(self.id(), value), person)

    def dots(self, *targets: Id, by: Id | None = None) -> None:
        for target in targets:
            self.send(CastVote(self.id(), target), by)


def release() -> Session:
    """An after-action review in English, everybody at their own terminal."""
    t = Telling(
        Catalogue().find("aar", "en"),
        title="Release 4.2",
        goal="Find out why the deploy ran late, and what let us recover so fast",
        team="Checkout",
        facilitator="Imran",
        started=datetime(2026, 3, 13, 14, 0, tzinfo=AMSTERDAM_IN_WINTER),
    )
    anna = t.join("Anna")
    bram = t.join("Bram")
    t.join("Chidi", named=False)
    dewi = t.join("Dewi")
    t.join("Esra", named=False)
    t.join("Femke", named=False)
    t.on(4)
    deploy = t.card("Release 4.2 is deployed by 10:00", by=anna)
    downtime = t.card("Customers notice nothing: no visible downtime", by=bram)
    support = t.card("Support knows what changes before customers call", by=dewi)
    t.on(5)
    t.card("Migration starts", when="09:40", by=bram)
    late = t.card("Deploy finished, 25 minutes late", when="10:25", by=anna)
    errors = t.card("Checkout shows errors for 14 minutes:\n502 on /pay", when="10:31", by=dewi)
    back = t.card("Rolled back within 90 seconds", when="10:45", by=bram)
    t.send(Reveal())
    t.send(LinkCard(late, deploy, Verdict.OTHERWISE))
    t.send(LinkCard(errors, downtime, Verdict.OTHERWISE))
    t.send(LinkCard(back, downtime, Verdict.BETTER))
    t.park("Do we still need the nightly full export?")
    t.send(ExtendTimer(timedelta(minutes=3)))
    t.on(10)
    drill = t.card("The rollback had been practised twice in February", under=back, by=bram)
    t.card("The release channel is one chat room that everybody watches", under=back, by=anna)
    lock = t.card("The migration locked the orders table for eleven minutes", under=late, by=anna)
    size = t.card("Staging holds 2% of the rows, so the lock never showed", under=lock, by=bram)
    t.card("Nobody was asked to look at the plan of the query", under=late, by=dewi)
    pool = t.card("Workers kept their old connections after the switch", under=errors, by=bram)
    quiet = t.card("The alert waits for five minutes of errors before it rings", under=errors)
    flag = t.card("The change was announced in a meeting without support", under=support, by=dewi)
    t.note("Two people remember 09:35 instead; the deploy log will tell.", late)
    t.on(13)
    t.card("Practise the rollback every month", "sustain", under=drill, by=bram)
    t.card("One release channel, with everybody in it", "sustain", by=anna)
    rehearse = t.card("Rehearse migrations on a copy of production size", "improve", under=size)
    t.card("Let workers reconnect as a step of the deploy", "improve", under=pool, by=bram)
    alarm = t.card("Alert on the first failed payment, not after minutes", "improve", under=quiet)
    t.card("Ask support to join the go/no-go", "improve", under=flag, by=dewi)
    t.note("We do not deploy on Fridays until the alert is in place.", alarm, decision=True)
    t.on(17)
    _agree_on_the_release(t, rehearse, alarm)
    return t.session


def _agree_on_the_release(t: Telling, rehearse: Id, alarm: Id) -> None:
    t.action(
        "Restore last night's backup into staging before each migration",
        "Bram",
        due=date(2026, 3, 27),
        done_when="the next migration has run on it",
        first_step="Monday 9:30: time one restore",
        under=rehearse,
    )
    t.action(
        "Lower the payment alert to the first failure",
        "Dewi",
        due=date(2026, 3, 18),
        done_when="a test payment rings the phone",
        first_step="after stand-up, with whoever is on call",
        under=alarm,
    )
    t.action("Invite support to the go/no-go of 4.3", "Anna", yes=False, due=date(2026, 4, 1))
    t.on(6.5)
    t.answers(5, 4, 4, 3, 5, 4)
    t.on(1)
    t.card("We were fast because we had practised. Keep doing that.")
    t.card("The platform team has the same alert; Dewi will tell them on Tuesday.")
    t.end(3)


def removal() -> Session:
    """An after-action review in Dutch, one person typing for a small room."""
    t = Telling(
        Catalogue().find("aar", "nl"),
        title="Verhuizing van de balie",
        goal="Leren hoe we een volgende afdeling zonder wachtrij verhuizen",
        team="Publiekszaken",
        facilitator="Joke",
        started=datetime(2026, 1, 27, 9, 30, tzinfo=AMSTERDAM_IN_WINTER),
        writing=Writing.TOGETHER,
    )
    t.join("Karim")
    t.join("Lotte", named=False)
    t.join("Mees", role=Role.OBSERVER)
    t.on(5)
    opened = t.card("Om 8.30 uur gaan alle zes loketten open")
    phones = t.card("De telefoon staat geen minuut uit")
    t.card("De oude balie is maandag leeg")
    t.on(6)
    t.card(
        "Vier van de zes loketten open",
        under=opened,
        when="8.30",
        verdict=Verdict.OTHERWISE,
        mood=-1,
    )
    rung = t.card(
        "Doorgeschakeld naar de mobiele telefoons",
        under=phones,
        when="7.55",
        verdict=Verdict.BETTER,
        mood=2,
    )
    t.card("Bezoekers kregen koffie van de buren", when="8.50", mood=1)
    t.on(9)
    t.card("De pasjes voor twee loketten lagen nog bij de leverancier", under=opened)
    tested = t.card("Het doorschakelen was de vrijdag ervoor getest", under=rung)
    t.on(12)
    t.card("Een dag vooraf alles proefdraaien", "sustain", under=tested)
    t.card("Een lijst met wat er bij wie moet liggen", "improve")
    t.park("Wie betaalt de koffie?")
    t.note("De volgende afdeling verhuist op een dinsdag.", decision=True)
    t.note("De sleutel van de oude balie ligt nog in de kluis.")
    t.on(15)
    t.action(
        "Maak de lijst voor de verhuizing van Burgerzaken",
        "Karim",
        due=date(2026, 2, 9),
        done_when="de leverancier heeft hem bevestigd",
    )
    t.on(7)
    t.answers(4)
    t.answers(5)
    t.on(2)
    t.card("Vrijdag proefdraaien was het beste uur van de week")
    t.end(3)
    return t.session


def sprint() -> Session:
    """A start/stop/continue in English with earlier actions, topics, dots and decisions."""
    t = Telling(
        Catalogue().find("ssc", "en"),
        title="Sprint 31",
        goal="Fewer interruptions, and reviews that do not wait",
        team="Checkout",
        facilitator="Anna",
        started=datetime(2026, 3, 20, 15, 0, tzinfo=AMSTERDAM_IN_WINTER),
        earlier=_earlier(),
    )
    bram = t.join("Bram")
    chidi = t.join("Chidi", named=False)
    dewi = t.join("Dewi")
    t.send(ReviewAction(11, ActionState.DONE, helped=Helped.PARTLY))
    t.send(ReviewAction(12, ActionState.BLOCKED, "No time.\nAsk: who can take the on-call shift?"))
    t.send(ReviewAction(13, skip=True))
    t.on(6)
    t.on(2)
    t.answers(4, 5, 3, 4)
    t.on(1)
    pairs = t.card("Review in pairs, right after lunch", "start", by=bram)
    slots = t.card("A fixed slot for questions from sales", "start", by=dewi)
    asks = t.card("Answering every ping at once", "stop", by=chidi)
    big = t.card("Merging changes of a thousand lines", "stop", by=bram)
    demo = t.card("The demo with real customers", "continue", by=chidi)
    t.card("Cake on release days 🍰", "continue", by=dewi)
    t.on(7)
    t.send(MakeTopic(reviews := t.id(), "Reviews that wait", (pairs, big)))
    t.send(MakeTopic(quiet := t.id(), "Interruptions", (slots, asks)))
    t.on(4)
    t.dots(quiet, quiet, reviews)
    t.dots(quiet, reviews, reviews, by=bram)
    t.dots(quiet, quiet, demo, by=chidi)
    t.dots(reviews, quiet, quiet, by=dewi)
    t.on(2)
    t.note("Most pings come from two channels, before eleven.", quiet)
    t.note(
        "Questions from sales go to one channel, answered at 11 and at 15.", quiet, decision=True
    )
    t.note("A change above 400 lines needs a walk-through first.", reviews, decision=True)
    t.note("Small reviews are done within the hour already.", reviews)
    t.on(13)
    t.action(
        "Open #ask-checkout and tell sales",
        "Dewi",
        due=date(2026, 3, 23),
        done_when="sales has used it for a week",
        first_step="write the welcome message today",
        under=slots,
    )
    t.on(7)
    t.answers(4, 4, 3, 5)
    t.on(1)
    t.card("We can just say no to a ping.", by=chidi)
    t.end(2)
    return t.session


def _earlier() -> tuple[EarlierAction, ...]:
    """Three actions of earlier sessions, still open."""
    return (
        EarlierAction(
            11,
            "3fa9c1d2e4b5a6",
            "Write down how we cut a release",
            "Bram",
            date(2026, 3, 6),
            "somebody new has followed it",
            "Sprint 30",
            ActionState.OPEN,
        ),
        EarlierAction(
            12,
            "90be77a01c2d3e",
            "Try a week without stand-up",
            "Dewi",
            date(2026, 3, 13),
            "",
            "Sprint 30",
            ActionState.DOING,
        ),
        EarlierAction(
            13, "c0ffee12345678", "Clean up the flaky tests", "", None, "", "", ActionState.OPEN
        ),
    )
