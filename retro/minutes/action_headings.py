"""What columns of a file with actions may be called, and what may stand in them.

In English and in Dutch; capitals, spaces, lines and marks between the words do not matter.
"""

import re
from typing import Final

_MARKS: Final = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A heading or a term as it is compared."""
    return _MARKS.sub(" ", text.casefold().replace("'", "").replace("’", "")).strip()


def _known(names: dict[str, str]) -> dict[str, str]:
    """What each term stands for, by its own name and by the others that it has."""
    return {
        plain(name): term
        for term, others in names.items()
        for name in (term, *others.split(","))
        if plain(name) or not term
    }


HEADINGS: Final = _known(
    {
        "uid": "",
        "id": "",
        "text": "action, action item, actions, task, title, summary, what, to do, todo, actie, "
        "acties, actiepunt, taak, omschrijving, titel, wat, te doen",
        "owner": "assignee, assigned to, who, responsible, eigenaar, wie, actiehouder, "
        "verantwoordelijke, toegewezen aan",
        "accepted": "said yes, agreed, akkoord, zei ja, geaccepteerd",
        "due": "due date, due on, deadline, by when, vervaldatum, einddatum, uiterlijk, wanneer, "
        "streefdatum",
        "done_when": "definition of done, acceptance criteria, klaar als, klaar wanneer, af als, "
        "gereed als",
        "first_step": "eerste stap",
        "state": "status, stand, staat, toestand",
        "note": "notes, comment, comments, remark, remarks, notitie, opmerking, opmerkingen, "
        "toelichting",
        "helped": "did it help, hielp het, geholpen",
        "team": "",
        "kind": "soort",
        "size": "omvang, grootte",
        "strength": "sterkte",
        "control": "invloed",
        "hypothesis": "we expect, expectation, hypothese, verwachting, we verwachten",
        "stop_rule": "we stop when, stopregel, we stoppen als",
        "link": "url, koppeling",
        "split_from": "",
        "carried": "",
        "session": "",
        "session_title": "session name, sessie",
        "created": "created at, created on, made, gemaakt, aangemaakt, gemaakt op",
        "updated": "updated at, gewijzigd, bijgewerkt",
        "closed": "closed at, closed on, completed on, afgerond, afgerond op",
    }
)

TERMS: Final = {
    "state": _known(
        {
            "open": "to do, todo, te doen, new, not started, backlog, nieuw, niet gestart",
            "doing": "in progress, under way, underway, started, busy, bezig, mee bezig, onderweg, "
            "in uitvoering, gestart, loopt",
            "blocked": "stuck, on hold, waiting, geblokkeerd, vast, wacht",
            "done": "closed, completed, complete, finished, resolved, gedaan, klaar, af, gereed, "
            "afgerond, voltooid, gesloten",
            "dropped": "cancelled, canceled, wont do, will not do, vervallen, geschrapt, "
            "geannuleerd, laten vallen",
        }
    ),
    "helped": _known(
        {
            "": "",
            "yes": "ja",
            "partly": "partially, deels, gedeeltelijk",
            "no": "nee",
            "too early": "te vroeg",
        }
    ),
    "kind": _known(
        {
            "": "",
            "fix": "oplossen, herstellen",
            "experiment": "",
            "learn": "leren, uitzoeken",
            "share": "delen",
            "ask outside": "buiten vragen",
        }
    ),
    "size": _known({"": "", "quick": "small, snel, klein", "large": "big, groot"}),
    "strength": _known({"": "", "strong": "sterk", "medium": "middel, gemiddeld", "weak": "zwak"}),
    "control": _known(
        {
            "": "",
            "ours": "van ons, zelf",
            "influence": "invloed",
            "outside": "buiten, buiten ons",
        }
    ),
}
