"""Questions that make an action doable: what exactly, who, and by when will we see what?

Nobody has to answer them. They follow what makes actions get done: one owner, a day, something to
see, and a verb first (the postmortem guides of PagerDuty and Google: actionable, specific,
bounded); to change how work is done is stronger than to ask for attention (RCA²). A wording that
passes for vague here may be clear to those who were there, so in doubt nothing is asked.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from retro.coaching.verbs import says_what_is_done


class Kind(StrEnum):
    """What a question is about."""

    WHAT = "what"
    OWNER = "owner"
    ONE_OWNER = "one owner"
    WHEN = "when"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `sentence` is in English, for whoever shows it to translate."""

    kind: Kind
    sentence: str


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues; it is looked up where it is shown."""
    return sentence


_VERB: Final = _("What will be done? Begin with a verb: write, ask, try, measure.")
_CHANGE: Final = _("What will be different, and how will we see that?")
_ANSWER: Final = _("Which question will be answered, and who hears the answer?")
_WORK: Final = _("What can we change in the work, so that nobody has to remember it?")
_TALK: Final = _("Who tells whom what, and when?")
_OWNER: Final = _("Who takes it?")
_ONE_OWNER: Final = _("Who of them is the one to ask how it goes?")
_WHEN_AND_WHAT: Final = _("By when will we see what?")
_WHEN: Final = _("By when?")
_SEE: Final = _("What will we see once it is done?")
_SPLIT: Final = _("That is a lot: which part can be done first?")

#: What people say before they say what they will do.
_LEADS: Final = {
    "en": re.compile(
        r"(?:let['’]?s|please|we(?! (?:need|want|have|lack|miss)\b(?! to))|should|must|will|could"
        r"|can|(?:need|have|want) to|to)\s+"
    ),
    "nl": re.compile(r"(?:laten we|we|wij|gaan|moeten|zullen|willen|kunnen|om|te)\s+"),
}
_TRIES: Final = {
    "en": re.compile(r"(?:try|start|begin|aim|continue) (?:to )?(?:always )?"),
    "nl": re.compile(r"(?:probeer|proberen)(?: om)?(?: te)? "),
}
#: Wordings that leave open what is done, and what to ask about each; the first that fits counts.
_VAGUE: Final = {
    "en": {
        _TALK: (
            r"^communicate\b(?!.* to )|^(align|coordinate|collaborate|cooperate)\b",
            r"^((have|more|better|improve|the|our) )*(communication|alignment)\b",
            r"^((have|more|better|improve|the|our) )*(collaboration|coordination)\b",
        ),
        _WORK: (
            r"^((always|never) )?(be|become|stay) ((more|very) )?(careful|aware|alert|mindful)\b",
            r"^((always|never) )?(be|become|stay) ((more|very) )?(vigilant|proactive)\b",
            r"^(pay|give) .*\battention\b",
            r"^take ((more|better|good) )?care\b",
            r"^(always )?remember\b|^(don['’]?t|do not|never) forget\b|^(keep|bear) in mind\b",
            r"^raise awareness\b|^keep an eye\b|^watch out\b|^try harder\b",
            r"^(do|get|be) better\b|^(make sure|ensure)\b",
        ),
        _CHANGE: (
            r"^((continuously|further) )?(improve|enhance|optimi[sz]e|strengthen|streamline)\b",
            r"^(boost|increase|reduce|work on|focus on)\b",
            r"^make .*\bbetter$|^(better|improved)\b",
        ),
        _ANSWER: (
            r"^(further )?(investigate|look (into|at)|explore|research|analy[sz]e|study|examine)\b",
            r"^(think about|consider|discuss|talk about|see (if|whether)|evaluate)\b",
        ),
    },
    "nl": {
        _TALK: (
            r"\b(beter|meer|vaker|eerder) (met elkaar )?(te )?(communiceren|afstemmen)\b",
            r"\b(beter|meer|vaker|eerder) (met elkaar )?(te )?(samenwerken|overleggen)\b",
            r"^(communiceer|communiceren)\b(?!.* aan )",
            r"^(betere?|meer) (communicatie|afstemming|samenwerking|overleg)\b",
            r"^((de|onze) )?(communicatie|afstemming|samenwerking)\b.*\bverbeteren\b",
            r"^verbeter ((de|onze) )?(communicatie|afstemming|samenwerking)\b",
        ),
        _WORK: (
            r"\b(voorzichtig|alert|scherp|bewust)(er)? (op .*)?(te )?(zijn|blijven|worden)\b",
            r"^(wees|blijf) \w+|^(opletten|oppassen|pas op)\b|\bbeter ons best\b",
            r"\b(goed|beter|meer) (op)?letten\b|^let (beter|goed|meer)\b|^let .*\bop\b",
            r"\b(meer|beter) aandacht\b|\baandacht (besteden|geven|hebben)\b",
            r"^besteed .*\baandacht\b",
            r"^vergeet niet\b|\bniet (meer )?vergeten\b|^(onthoud|denk aan)\b|\bdenken aan\b",
            r"^zorg (dat|ervoor|voor)\b|^(ervoor )?zorgen (dat|voor)\b",
            r"^houd .*\b(rekening|in de gaten)\b|\b(rekening|in de gaten) houden\b",
        ),
        _CHANGE: (
            r"^(verbeter|optimaliseer|versterk|verhoog|verlaag|verminder|werk aan|focus op)\b",
            r"\b(verbeteren|optimaliseren|versterken|verhogen|verlagen|verminderen)$",
            r"^(werken aan|focussen op)\b|^betere?\b",
        ),
        _ANSWER: (
            r"^(onderzoek|kijk|bekijk|denk na|bespreek|overleg|verken|analyseer|bestudeer)\b",
            r"^(overweeg|evalueer|ga na|zoek uit)\b",
            r"\b(onderzoeken|uitzoeken|bekijken|nadenken|bespreken|overleggen|verkennen)$",
            r"\b(analyseren|bestuderen|overwegen|evalueren|nagaan)$",
            r"^(kijken naar|nadenken over|praten over|uitzoeken)\b",
        ),
    },
}
#: What makes even those wordings say something: a figure, a way, a purpose.
_CLEAR: Final = {
    "en": re.compile(r"\d|\bby \w+ing\b|\bso that\b|\buntil\b|\bevery (time|week|day|month)\b"),
    "nl": re.compile(r"\d|\bdoor .+ te \w+|\bzodat\b|\btotdat\b|\belke (keer|week|dag|maand)\b"),
}
#: Days are figures that say nothing about what is done.
_MONTH: Final = r"(?:jan|feb|mar|maa|mrt|apr|ma[yi]|ju[nl]|aug|sep|o[ck]t|nov|dec)\w*"
_DAYS: Final = re.compile(
    rf"\b\d{{4}}-\d\d?-\d\d?\b|\b\d{{1,2}}(?:st|nd|rd|th|e)? {_MONTH}|\b{_MONTH} \d{{1,2}}\b"
    r"|\bq[1-4]\b|\b(?:sprint|week|release|v) ?\d+(?:\.\d+)*|\b20\d\d\b"
)
_MANY_THINGS: Final = {
    "en": re.compile(r";|\band then\b|\b(everything|all of it)\b"),
    "nl": re.compile(r";|\ben (dan|daarna|vervolgens)\b|\balles\b"),
}
_NOBODY: Final = re.compile(
    r"(some|any|no)(one|body)|no one|tb[ad]|to be decided|n/a|[?-]|iemand|niemand|onbekend"
    r"|ntb|n\.t\.b\.|nog te bepalen"
)
_SEVERAL: Final = re.compile(
    r"[,;/&+]|\b(and|en|or|team|everyone|everybody|all|we|us|iedereen|allen|allemaal|wij)\b"
)


def questions(
    text: str,
    *,
    owner: str = "",
    due: date | None = None,
    done_when: str = "",
    first_step: str = "",
    large: bool = False,
    language: str = "en",
) -> tuple[Question, ...]:
    """What is still to be asked about an action, the most useful first; nothing about no text.

    `large` says that those who agreed on it called it so. Of a `language` other than "en" and "nl"
    the wording itself is not judged.
    """
    plain = " ".join(text.lower().split()).strip(" .!")
    if not plain:
        return ()
    asked = (
        _about_the_wording(plain, bool(done_when.strip()), language),
        _about_the_owner(owner),
        _about_the_end(due, done_when),
        _about_the_size(plain, large and not first_step.strip(), language),
    )
    return tuple(question for question in asked if question is not None)


def _about_the_wording(text: str, has_end: bool, language: str) -> Question | None:
    if language not in _VAGUE:
        return None
    deed = _without(_LEADS[language], text)
    aim = _without(_LEADS[language], _without(_TRIES[language], deed))
    if not has_end and not _CLEAR[language].search(_DAYS.sub("", aim)):
        for sentence, patterns in _VAGUE[language].items():
            if any(re.search(pattern, aim) for pattern in patterns):
                return Question(Kind.WHAT, sentence)
    return None if says_what_is_done(deed, language) else Question(Kind.WHAT, _VERB)


def _without(start: re.Pattern[str], text: str) -> str:
    while (found := start.match(text)) and found.end() < len(text):
        text = text[found.end() :]
    return text


def _about_the_owner(owner: str) -> Question | None:
    plain = " ".join(owner.lower().split())
    if not plain or _NOBODY.fullmatch(plain):
        return Question(Kind.OWNER, _OWNER)
    return Question(Kind.ONE_OWNER, _ONE_OWNER) if _SEVERAL.search(plain) else None


def _about_the_end(due: date | None, done_when: str) -> Question | None:
    if due is None:
        return Question(Kind.WHEN, _WHEN if done_when.strip() else _WHEN_AND_WHAT)
    return None if done_when.strip() else Question(Kind.WHEN, _SEE)


def _about_the_size(text: str, is_large: bool, language: str) -> Question | None:
    many = _MANY_THINGS.get(language)
    if is_large or (many is not None and many.search(text)):
        return Question(Kind.SPLIT, _SPLIT)
    return None
