"""Finding lessons by words that people type: other forms, accents, compounds, typing errors."""

import random
from itertools import combinations

import pytest

from retro.followup.search import Search
from retro.followup.words_of import COMMON, CUSTOMARY, asked_words, beginnings, folded, stems

ENGLISH = (
    "Rehearse the rollback on a copy of production",
    "The deployment took ten minutes longer than planned: tell support before it begins",
    "Book the café for the team lunch early",
    "Give each alert an owner; those without one are ignored",
    "One person decides, the others advise",
    "Stopping the queue by hand saved the night",
    "Meetings under 25 minutes keep people awake",
    "Two databases with one name confuse everybody",
    "Keep the feature flag off until the helpdesk has been trained",
    "Retrying three times hides that a dependency is down",
    "Monitoring of disk space belongs to whoever fills the disk",
    "Write the summary while the customer is still on the call",
    "Check the certificates a month before they expire",
)
DUTCH = (
    "Leg elke afspraak vast met een eigenaar en een dag",
    "De datamigratie eerst op een kopie oefenen",
    "Klanten vooraf bellen bij een storing",
    "Draaiboeken bijwerken na elke proef",
    "Testen op echte gegevens voordat we uitrollen",
    "Nieuwsbrieven pas versturen als de servers zijn opgeschaald",
    "Overdracht tussen diensten met een vaste lijst",
    "Communicatie naar de afdeling begint een week eerder",
    "E-mail naar alle gebruikers door een ander laten nalezen",
    "Een woord van dank werkt beter dan taart",
    "Besluiten van de stuurgroep dezelfde dag delen",
    "Voor de zomervakantie weet iedereen wie de reserve is",
    "Een geïsoleerde omgeving per leverancier voorkomt ruzie",
)
QUALITY = (
    # What was typed, and the beginning of what has to come first; "" where nothing fits.
    ("rollbacks", "Rehearse the rollback"),
    ("roll back", "Rehearse the rollback"),
    ("roll-back plan", "Rehearse the rollback"),
    ("rehearsal", "Rehearse the rollback"),
    ("Production", "Rehearse the rollback"),
    ("deploiment", "The deployment"),
    ("deploying", "The deployment"),
    ("deploymnet", "The deployment"),
    ("cafe", "Book the café"),
    ("CAFÉ", "Book the café"),
    ("lunhc", "Book the café"),
    ("alerting", "Give each alert"),
    ("decide", "One person decides"),
    ("stopped queues", "Stopping the queue"),
    ("meeting", "Meetings under"),
    ("database", "Two databases"),
    ("feature flags", "Keep the feature flag"),
    ("help desk training", "Keep the feature flag"),
    ("dependencies", "Retrying three"),
    ("depandency", "Retrying three"),
    ("diskspace", "Monitoring of disk"),
    ("monitor the disks", "Monitoring of disk"),
    ("customer's call", "Write the summary"),
    ("customers’ calls", "Write the summary"),
    ("certifcate expired", "Check the certificates"),
    ("what do we do about certificates", "Check the certificates"),
    ("afspraken", "Leg elke afspraak"),
    ("teamafspraak", "Leg elke afspraak"),
    ("migratie", "De datamigratie"),
    ("migraties", "De datamigratie"),
    ("data-migratie", "De datamigratie"),
    ("klant", "Klanten vooraf"),
    ("storingen", "Klanten vooraf"),
    ("gebeld", "Klanten vooraf"),
    ("draaiboek", "Draaiboeken"),
    ("getest", "Testen op"),
    ("uitgerold", "Testen op"),
    ("geoefend", "De datamigratie"),
    ("nieuwsbrief", "Nieuwsbrieven"),
    ("brief", "Nieuwsbrieven"),
    ("opschalen", "Nieuwsbrieven"),
    ("overdrachten", "Overdracht"),
    ("communiceren", "Communicatie"),
    ("afdelingen", "Communicatie"),
    ("email", "E-mail"),
    ("e-mails", "E-mail"),
    ("woorden", "Een woord"),
    ("besluit", "Besluiten"),
    ("vakantie", "Voor de zomervakantie"),
    ("geisoleerd", "Een geïsoleerde"),
    ("omgevingen van leveranciers", "Een geïsoleerde"),
    ("hoe gaan we om met een storing", "Klanten vooraf"),
    ("kubernetes", ""),
    ("xyzzy", ""),
    ("hond", ""),
    ("?!", ""),
    ("", ""),
)


def made(*texts: str, **fields: object) -> Search:
    return Search({"uid": f"{n:02}", "text": text, **fields} for n, text in enumerate(texts))


def found(search: Search, query: str) -> list[str]:
    return [str(hit.document["text"]) for hit in search.find(query)]


@pytest.fixture(scope="module")
def everything() -> Search:
    return made(*ENGLISH, *DUTCH)


@pytest.mark.parametrize(("query", "first"), QUALITY, ids=[query for query, _ in QUALITY])
def test_what_was_meant_comes_first(everything: Search, query: str, first: str) -> None:
    texts = found(everything, query)
    assert bool(texts) == bool(first), texts
    assert not first or texts[0].startswith(first)


def test_what_was_typed_exactly_comes_before_what_is_like_it() -> None:
    search = made("Migrations", "Datamigration", "A migration", "A migraton", "Immigrants")
    assert found(search, "migration")[:2] == ["A migration", "Migrations"]
    assert "Datamigration" in found(search, "migration")
    assert "Immigrants" not in found(search, "migration")
    assert found(search, "migraton")[0] == "A migraton"


def test_a_hit_says_how_sure_it_is_and_by_which_words() -> None:
    search = made("Rehearse rollbacks, and a rollback plan", "Plan lunch")
    (hit,) = search.find("rollback")
    assert (hit.score, hit.words) == (1.0, ("rollback",))
    best, other = search.find("rollback plans")
    assert best.words == ("rollback", "plan")
    assert 1 > best.score > other.score > 0
    assert search.find("rollback plans", 1) == [best]


def test_a_rare_word_counts_for_more() -> None:
    search = made(*(f"The release of {name}" for name in ("May", "June", "July")), "The printer")
    assert found(search, "release printer")[0] == "The printer"


def test_where_a_word_stands_counts() -> None:
    documents: list[dict[str, object]] = [
        {"uid": "title", "text": "one", "session_title": "Rollback"},
        {"uid": "context", "text": "two", "context": "a rollback"},
        {"uid": "tag", "text": "three", "tags": ["Other", "The rollback"]},
        {"uid": "when", "text": "four", "applies_when": "before a rollback"},
        {"uid": "text", "text": "Rollback"},
        {"uid": "team", "text": "five", "team": "Rollback"},
    ]
    uids = [hit.document["uid"] for hit in Search(documents).find("rollback")]
    assert uids == ["text", "when", "tag", "context", "title"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("planning", "The plant"),
        ("house", "A mouse"),
        ("release", "The lease"),
        ("test", "The latest"),
        ("meeting", "Met elkaar"),
        ("form", "The platform"),
        ("2026", "In 2025"),
        ("afspraak", "Wat een spraak"),
    ],
)
def test_other_words_are_other_words(typed: str, text: str) -> None:
    hits = made(text, "Something else").find(typed)
    assert all(hit.score < 0.6 for hit in hits)
    assert made(text, "Something else").fitting(typed) == []


@pytest.mark.parametrize(("typed", "other"), [("planning", "planting"), ("bellen", "ballen")])
def test_a_word_that_is_known_was_not_mistyped(typed: str, other: str) -> None:
    assert found(made(typed, other), typed) == [typed]
    assert found(made(other), typed) == [other]


def test_words_that_rhyme_are_not_mistyped() -> None:
    assert found(made("mouse", "horse"), "house") == ["horse"]
    assert found(made("hout", "goud"), "fouten") == []


def test_common_words_find_nothing_unless_there_is_nothing_else() -> None:
    search = made("The end", "Het einde", "Samen eten")
    assert found(search, "the printer") == []
    assert found(search, "the") == ["The end"]
    assert found(search, "het") == ["Het einde"]


def test_a_situation_fits_only_by_what_is_its_own() -> None:
    texts = [f"Sprint {n}: ask the team about the screen" for n in range(30)]
    search = made(*texts, "Ask the printer's owner")
    assert [hit.document["uid"] for hit in search.fitting("Sprint 31 with a new printer")] == ["30"]
    assert search.fitting("Sprint 3 retrospective") == []
    assert search.fitting("A better screen") == []
    assert [hit.words for hit in search.fitting("printers' ink, and ownr")] == [("printers",)]
    assert search.fitting("prinetr") == []


@pytest.mark.parametrize(
    "text",
    [
        "\x1f\x1f rollback",
        "rollback \x00",
        "Rollback " * 300,
        "ﬁne\u202e rollback",
        "回滚 rollback",
    ],
)
def test_strange_texts_do_no_harm(text: str) -> None:
    search = Search(
        [{"uid": "a", "text": text}, {"uid": "b", "text": "lunch"}, {"tags": [3, None]}]
    )
    assert [hit.document["uid"] for hit in search.find("rollback")] == ["a"]
    assert [hit.document["uid"] for hit in search.find("lunch")] == ["b"]
    assert search.find(text * 2) is not None


def test_many_scripts_at_once() -> None:
    """More different letters than are replaced one by one."""
    letters = "".join(map(chr, range(0x4E00, 0x4E80)))
    search = made(f"{letters} Café's über", "straße", "лет ракета")
    assert found(search, "cafes uber")[0].startswith(letters)
    assert found(search, "STRASSE") == ["straße"]
    assert found(search, "ракету") == ["лет ракета"]


def test_the_place_of_a_text_survives_letters_that_become_longer() -> None:
    """Folding may change the length of what stands before."""
    search = made("ß" * 50 + " ŉ ﬃ", "one", "two", "rollback", "three")
    assert found(search, "rollback") == ["rollback"]
    assert found(search, "three") == ["three"]


def test_words_are_asked_once_and_folded() -> None:
    assert asked_words("The Café's cafes, CAFES!") == ["cafes"]
    assert asked_words("roll-back of the roll-back") == ["rollback"]
    assert asked_words("wat is het") == ["wat", "is", "het"]
    assert folded("Ünïcode’s ĳs") == "unicodes ijs"


def test_words_with_a_stem_in_common_begin_alike() -> None:
    """Else a word would never be compared: with all words that the texts here have."""
    words = {word for text in (*ENGLISH, *DUTCH) for word in asked_words(text)}
    words |= {word for query, _ in QUALITY for word in asked_words(query)}
    words |= {*COMMON, *CUSTOMARY, "lezen", "leest", "brieven", "uren", "uur", "tries", "try"}
    forms = {word: {s for s in stems(word) if len(s) > 2} for word in sorted(words)}
    starts = {
        word: {b for form in (word, *forms[word]) for b in beginnings(form)} for word in forms
    }
    alike = [(one, other) for one, other in combinations(forms, 2) if forms[one] & forms[other]]
    assert len(alike) > 60
    for one, other in alike:
        assert starts[one] & beginnings(other), (one, other)
        assert starts[other] & beginnings(one), (one, other)


def test_the_order_of_lessons_does_not_matter() -> None:
    documents = [{"uid": f"{n:02}", "text": text} for n, text in enumerate((*ENGLISH, *DUTCH))]
    shuffled = list(documents)
    random.Random(4).shuffle(shuffled)
    for query in ("rollbacks plan", "een storing voor de klant", "meetings", "disk"):
        assert Search(documents).find(query) == Search(shuffled).find(query)
