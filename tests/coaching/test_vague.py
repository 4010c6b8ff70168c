"""The questions about an action, in English and in Dutch: asked where it is vague, else not."""

from datetime import date

import pytest

from retro.coaching.vague import Kind, Question, questions

DAY = date(2026, 6, 1)
VERB = "What will be done? Begin with a verb: write, ask, try, measure."
CHANGE = "What will be different, and how will we see that?"
ANSWER = "Which question will be answered, and who hears the answer?"
WORK = "What can we change in the work, so that nobody has to remember it?"
TALK = "Who tells whom what, and when?"

VAGUE = [
    ("en", "Improve the documentation", CHANGE),
    ("en", "  IMPROVE   the documentation. ", CHANGE),
    ("en", "We should improve our onboarding", CHANGE),
    ("en", "Try to reduce the number of meetings", CHANGE),
    ("en", "Let's optimise the build", CHANGE),
    ("en", "Make the deploy process better", CHANGE),
    ("en", "Better documentation", CHANGE),
    ("en", "Focus on quality", CHANGE),
    ("en", "Work on the backlog", CHANGE),
    ("en", "Improve test coverage in Q3", CHANGE),
    ("en", "Improve logging by 3 May 2026", CHANGE),
    ("en", "Investigate the outage", ANSWER),
    ("en", "Look into the flaky tests", ANSWER),
    ("en", "Think about pair programming", ANSWER),
    ("en", "We need to discuss the roadmap", ANSWER),
    ("en", "See if we can use another tool", ANSWER),
    ("en", "Be careful with migrations", WORK),
    ("en", "Be more careful next time", WORK),
    ("en", "Pay more attention to reviews", WORK),
    ("en", "Remember to check the logs", WORK),
    ("en", "Don't forget the changelog", WORK),
    ("en", "Make sure the backups work", WORK),
    ("en", "Ensure quality", WORK),
    ("en", "Do better next sprint", WORK),
    ("en", "Keep an eye on the queue", WORK),
    ("en", "Communicate better", TALK),
    ("en", "Communicate changes with Ops", TALK),
    ("en", "Better communication", TALK),
    ("en", "Improve communication between teams", TALK),
    ("en", "Align with Sales", TALK),
    ("en", "Documentation", VERB),
    ("en", "The deploy script", VERB),
    ("en", "More tests", VERB),
    ("en", "A checklist for releases", VERB),
    ("en", "Automation of the release", VERB),
    ("en", "Training for newcomers", VERB),
    ("en", "We need a runbook", VERB),
    ("en", "Why do the tests fail?", VERB),
    ("en", "No deploys on Friday", VERB),
    ("nl", "De documentatie verbeteren", CHANGE),
    ("nl", "Verbeter de documentatie", CHANGE),
    ("nl", "We moeten de onboarding verbeteren.", CHANGE),
    ("nl", "Proberen de bouwtijd te verlagen", CHANGE),
    ("nl", "Betere documentatie", CHANGE),
    ("nl", "Werken aan kwaliteit", CHANGE),
    ("nl", "Focus op kwaliteit", CHANGE),
    ("nl", "Testdekking verhogen", CHANGE),
    ("nl", "Onderzoek de storing", ANSWER),
    ("nl", "De storing onderzoeken", ANSWER),
    ("nl", "Kijken naar de flaky tests", ANSWER),
    ("nl", "Uitzoeken waarom het traag is", ANSWER),
    ("nl", "Nadenken over duo's", ANSWER),
    ("nl", "Bespreek de planning", ANSWER),
    ("nl", "De planning bespreken", ANSWER),
    ("nl", "Voorzichtiger zijn met migraties", WORK),
    ("nl", "Wees voorzichtig met migraties", WORK),
    ("nl", "Beter opletten", WORK),
    ("nl", "Let beter op bij reviews", WORK),
    ("nl", "Meer aandacht voor reviews", WORK),
    ("nl", "Meer aandacht besteden aan reviews", WORK),
    ("nl", "Vergeet niet de logs na te kijken", WORK),
    ("nl", "Denk aan de changelog", WORK),
    ("nl", "Zorg dat de back-ups werken", WORK),
    ("nl", "Ervoor zorgen dat het werkt", WORK),
    ("nl", "Houd rekening met Ops", WORK),
    ("nl", "Scherper zijn op de planning", WORK),
    ("nl", "Beter communiceren", TALK),
    ("nl", "Probeer beter te communiceren", TALK),
    ("nl", "We moeten vaker met elkaar overleggen", TALK),
    ("nl", "Communicatie verbeteren", TALK),
    ("nl", "Betere communicatie met Ops", TALK),
    ("nl", "Meer overleg", TALK),
    ("nl", "Documentatie", VERB),
    ("nl", "Het deployscript", VERB),
    ("nl", "Meer tests", VERB),
    ("nl", "Duidelijkere rollen", VERB),
    ("nl", "Een checklist voor releases", VERB),
    ("nl", "Automatisering van de release", VERB),
    ("nl", "Vaste rollen in het overleg", VERB),
    ("nl", "Waarom falen de tests?", VERB),
]

GOOD = [
    ("en", "Write a runbook for the rollback"),
    ("en", "Ask Ops to review the alert thresholds"),
    ("en", "Add a check for the disk to the deploy script"),
    ("en", "Rehearse the migration on a copy of the data"),
    ("en", "Try the new linter for two weeks"),
    ("en", "Start the meeting at nine"),
    ("en", "Document the three steps of the release"),
    ("en", "Mention known issues in the release notes"),
    ("en", "Implement a retry for the payment call"),
    ("en", "Bring the customer to the demo"),
    ("en", "Test the restore every month"),
    ("en", "Before each release, run the smoke tests"),
    ("en", "If the build breaks, tell the channel within an hour"),
    ("en", "Every Monday, check the error budget"),
    ("en", "We write the checklist together"),
    ("en", "Let's ask Finance for the numbers"),
    ("en", "We need to call the supplier"),
    ("en", "Reduce the build time to 5 minutes"),
    ("en", "Improve the search by adding an index"),
    ("en", "Remove the manual step so that nobody can skip it"),
    ("en", "Ping Sam when the export is late"),
    ("en", "Celebrate the release"),
    ("en", "Measure how long reviews wait"),
    ("en", "Communicate the freeze dates to Sales by mail"),
    ("en", "Experiment with mob programming for two sprints"),
    ("en", "Stop merging on Friday after 15h"),
    ("nl", "Communiceer de vaste data aan Sales"),
    ("nl", "Support uitnodigen voor refinement"),
    ("nl", "Verantwoordelijkheden vastleggen in een tabel"),
    ("nl", "Schrijf een runbook voor de rollback"),
    ("nl", "Runbook voor de rollback schrijven"),
    ("nl", "De back-up terugzetten op de testserver"),
    ("nl", "Vraag Ops om de drempels na te lopen"),
    ("nl", "De klant bellen over de storing"),
    ("nl", "Een checklist maken voor de release"),
    ("nl", "Meer tests schrijven voor de betaalmodule"),
    ("nl", "Nieuwe mensen uitnodigen voor de demo"),
    ("nl", "Het overleg om negen uur beginnen"),
    ("nl", "Oefen de migratie op een kopie"),
    ("nl", "Probeer de nieuwe linter twee weken"),
    ("nl", "Elke maandag het foutbudget nalopen"),
    ("nl", "Als de build faalt, meld dat binnen een uur"),
    ("nl", "Breng de bouwtijd terug tot 5 minuten"),
    ("nl", "Verlaag de bouwtijd tot 5 minuten"),
    ("nl", "Verbeter het zoeken door een index toe te voegen"),
    ("nl", "Voeg een controle toe aan het deployscript"),
    ("nl", "We spreken vaste tijden af met Sales"),
    ("nl", "Documentatie bijwerken bij elke release"),
    ("nl", "Training geven over de nieuwe pijplijn"),
    ("nl", "Zoek een vervanger voor de oude bibliotheek"),
    ("nl", "Plan een gesprek met de leverancier"),
    ("nl", "Meet hoe lang reviews wachten"),
]


def all_said(text: str, **fields: object) -> tuple[Question, ...]:
    """The questions about an action of which all else is known."""
    known = {"owner": "Sam", "due": DAY, "done_when": "two people used it", **fields}
    return questions(text, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "text", "sentence"), VAGUE)
def test_a_vague_wording_is_asked_about(language: str, text: str, sentence: str) -> None:
    found = questions(text, owner="Sam", due=DAY, language=language)
    assert found[0] == Question(Kind.WHAT, sentence)
    assert [question.kind for question in found] == [Kind.WHAT, Kind.WHEN]


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_a_good_wording_gets_no_question(language: str, text: str) -> None:
    assert all_said(text, language=language) == ()
    kinds = [q.kind for q in questions(text, owner="Sam", due=DAY, language=language)]
    assert kinds == [Kind.WHEN]  # what will be seen, and nothing about the wording


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, text, sentence in VAGUE if sentence != VERB],
)
def test_what_will_be_seen_makes_a_wording_clear(language: str, text: str) -> None:
    kinds = [question.sentence for question in all_said(text, language=language)]
    assert kinds in ([], [VERB])


@pytest.mark.parametrize(
    ("owner", "kind"),
    [
        ("", Kind.OWNER),
        ("  ", Kind.OWNER),
        ("TBD", Kind.OWNER),
        ("someone", Kind.OWNER),
        ("iemand", Kind.OWNER),
        ("nog te bepalen", Kind.OWNER),
        ("?", Kind.OWNER),
        ("everyone", Kind.ONE_OWNER),
        ("iedereen", Kind.ONE_OWNER),
        ("The team", Kind.ONE_OWNER),
        ("het team", Kind.ONE_OWNER),
        ("Sam, Iris", Kind.ONE_OWNER),
        ("Sam and Iris", Kind.ONE_OWNER),
        ("Sam en Iris", Kind.ONE_OWNER),
        ("Sam & Iris", Kind.ONE_OWNER),
        ("Sam/Iris", Kind.ONE_OWNER),
        ("Sam + Iris", Kind.ONE_OWNER),
        ("Sam", None),
        ("Iris van den Berg", None),
        ("Jean-Luc", None),
        ("Anden", None),
        ("Head of Ops", None),
        ("Allison", None),
        ("J. Ortega", None),
    ],
)
def test_one_owner(owner: str, kind: Kind | None) -> None:
    found = all_said("Write a runbook", owner=owner)
    assert [question.kind for question in found] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("due", "done_when", "sentence"),
    [
        (None, "", "By when will we see what?"),
        (None, "it runs", "By when?"),
        (DAY, "", "What will we see once it is done?"),
        (DAY, " \n", "What will we see once it is done?"),
        (DAY, "it runs", None),
    ],
)
def test_by_when_will_we_see_what(due: date | None, done_when: str, sentence: str | None) -> None:
    found = all_said("Write a runbook", due=due, done_when=done_when)
    assert [question.sentence for question in found] == ([sentence] if sentence else [])


@pytest.mark.parametrize(
    ("language", "text", "fields", "asked"),
    [
        ("en", "Write the runbook", {"large": True}, True),
        ("en", "Write the runbook", {"large": True, "first_step": "list the steps"}, False),
        ("en", "Write the runbook", {}, False),
        ("en", "Write the runbook and then train all teams", {}, True),
        ("en", "Write the runbook; rehearse it; train the others", {}, True),
        ("en", "Rewrite everything in the new framework", {}, True),
        ("en", "Write and rehearse the runbook", {}, False),
        ("nl", "Schrijf het runbook en daarna de trainingen", {}, True),
        ("nl", "Alles omzetten naar de nieuwe pijplijn", {}, True),
        ("nl", "Schrijf en oefen het runbook", {}, False),
        ("fr", "Écrire la procédure", {"large": True}, True),
    ],
)
def test_what_is_large_wants_splitting(
    language: str, text: str, fields: dict[str, object], asked: bool
) -> None:
    found = all_said(text, language=language, **fields)
    assert [question.kind for question in found] == ([Kind.SPLIT] if asked else [])


def test_the_most_useful_question_comes_first() -> None:
    found = questions("Improve the build", large=True)
    assert [q.kind for q in found] == [Kind.WHAT, Kind.OWNER, Kind.WHEN, Kind.SPLIT]


@pytest.mark.parametrize("text", ["", "  ", "...", "\n"])
def test_nothing_is_asked_about_nothing(text: str) -> None:
    assert questions(text) == ()


def test_other_languages_are_asked_about_no_wording() -> None:
    assert all_said("Améliorer la documentation", language="fr") == ()


@pytest.mark.parametrize("text", ["we " * 5000, "to " * 5000, "a" * 100_000, "pay " * 20_000])
def test_long_texts_take_no_long_time(text: str) -> None:
    for language in ("en", "nl"):
        questions(text, language=language)
