"""What the simulated people say: one after-action review, in each language."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, `time` as HH:MM; it follows from a plan and compares to it.

    `plan` is the place of the plan in the story. `verdict` is the key that says how it compares:
    1 as planned, 2 better, 3 otherwise.
    """

    time: str
    text: str
    plan: int
    verdict: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something to sustain or to improve, and the place in the story of the condition above it."""

    text: str
    why: int


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as it is typed into its form; `due` counts days, as in "+14"."""

    text: str
    due: str
    done_when: str
    first_step: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that is said. Those after the first few say the same, as `seen` from where they stood.

    `conditions` are pairs of the place of a happening and what made it so.
    """

    title: str
    goal: str
    team: str
    facilitator: str
    names: tuple[str, ...]
    planned: tuple[str, ...]
    happened: tuple[Happening, ...]
    conditions: tuple[tuple[int, str], ...]
    sustain: tuple[Lesson, ...]
    improve: tuple[Lesson, ...]
    actions: tuple[Deed, ...]
    takeaways: tuple[str, ...]
    seen: str
    spots: tuple[str, ...]


ENGLISH: Final = Story(
    title="Moving the web shop",
    goal="What do we keep, and what do we change, for the next move?",
    team="Web shop",
    facilitator="Robin",
    names=(
        *("Amira", "Ben", "Chloe", "Dev", "Esther", "Femi", "Grace", "Hugo", "Ines", "Jonas"),
        *("Keiko", "Liam", "Maya", "Nils", "Olga", "Pedro", "Quinn", "Rosa", "Stefan", "Tariq"),
        *("Una", "Victor", "Wanda", "Xavi", "Yusuf", "Zoe", "Aiden", "Bella", "Carlos", "Daphne"),
        *("Elif", "Frank", "Gwen", "Hanna", "Ivan", "Joyce", "Kofi", "Leila", "Marco", "Nadia"),
        *("Oscar", "Priya", "Rafael", "Saskia", "Thomas", "Ursula", "Vera", "William", "Yara"),
        "Zach",
    ),
    planned=(
        "The shop is open again on Saturday at 06:00",
        "No order gets lost on the way",
        "Support can answer every question from one page",
        "Customers know beforehand when we are closed",
        "Until 04:00 we can still go back",
        "Two people stay up, the others sleep",
    ),
    happened=(
        Happening("01:40", "copying the orders takes twice as long as in the rehearsal", 0, "3"),
        Happening("02:15", "the first test payment is refused", 0, "3"),
        Happening("08:30", "support answers all thirty calls from the one page", 2, "2"),
        Happening("07:05", "the orders are counted: none is missing", 1, "1"),
        Happening("06:50", "the shop opens, fifty minutes late", 0, "3"),
        Happening("00:30", "the shop closes, with a notice on every page", 3, "1"),
        Happening("03:10", "the payment provider lets our new address through", 4, "2"),
    ),
    conditions=(
        (0, "The rehearsal ran with the orders of last year"),
        (1, "The provider's list of addresses is kept outside our team"),
        (0, "The nightly backup ran at the same hour"),
        (2, "Support wrote that page together with us, two weeks before"),
        (1, "Our checklist ends at our own servers"),
        (2, "There was one place to look, and everybody knew it"),
    ),
    sustain=(
        Lesson("Write the support page together, two weeks before", 3),
        Lesson("Count the orders by script, before and after", 0),
        Lesson("One page that everybody knows", 5),
    ),
    improve=(
        Lesson("Rehearse with a copy of the data of this week", 0),
        Lesson("Put every party outside the team on the checklist", 1),
        Lesson("Move the backup out of the night of a move", 2),
    ),
    actions=(
        Deed(
            "Rehearse the next move with a copy of this week's data",
            "+14",
            "the rehearsal and the move differ by less than ten minutes",
            "Monday, ask for room for the copy",
        ),
        Deed(
            "Add the parties outside our team to the checklist",
            "+7",
            "each has a name and a telephone number on it",
            "tomorrow, call the payment provider",
        ),
    ),
    takeaways=(
        "Rehearse with what is real today",
        "One good page saves a morning",
        "Ask early who else has to change something",
        "Counting beats hoping",
        "We were calm, and that helped",
    ),
    seen="{text}, seen from {spot}",
    spots=(
        *("the warehouse", "the help desk", "the office", "home", "the night shift", "the shop"),
        *("finance", "marketing", "the data team", "the network team", "sales", "security"),
    ),
)

DUTCH: Final = Story(
    title="De webwinkel verhuist",
    goal="Wat houden we vast en wat doen we anders bij de volgende verhuizing?",
    team="Webwinkel",
    facilitator="Marijke",
    names=(
        *("Sanne", "Daan", "Fatima", "Bram", "Lotte", "Mehmet", "Anouk", "Joost", "Noor", "Ruben"),
        *("Femke", "Thijs", "Samira", "Wouter", "Eline", "Koen", "Maaike", "Youssef", "Iris"),
        *("Jeroen", "Hanneke", "Pieter", "Soraya", "Gijs", "Tessa", "Lars", "Marit", "Olivier"),
        *("Puck", "Quinten", "Roos", "Stijn", "Ümit", "Veerle", "Willem", "Xandra", "Yvonne"),
        *("Zeynep", "Arjen", "Babette", "Cas", "Dieuwke", "Emre", "Floor", "Gerrit", "Hilde"),
        *("Ilse", "Jurre", "Karima", "Leon"),
    ),
    planned=(
        "De winkel is zaterdag om 06:00 weer open",
        "Onderweg raakt geen bestelling kwijt",
        "De klantenservice kan alles beantwoorden met één pagina",
        "Klanten weten vooraf wanneer we dicht zijn",
        "Tot 04:00 kunnen we nog terug",
        "Twee mensen blijven op, de anderen slapen",
    ),
    happened=(
        Happening("01:40", "het kopiëren duurt twee keer zo lang als bij de oefening", 0, "3"),
        Happening("02:15", "de eerste proefbetaling wordt geweigerd", 0, "3"),
        Happening("08:30", "de klantenservice redt alle dertig telefoontjes met de pagina", 2, "2"),
        Happening("07:05", "de bestellingen zijn geteld: er mist er geen", 1, "1"),
        Happening("06:50", "de winkel gaat open, vijftig minuten te laat", 0, "3"),
        Happening("00:30", "de winkel gaat dicht, met een melding op elke pagina", 3, "1"),
        Happening("03:10", "de betaaldienst laat ons nieuwe adres toe", 4, "2"),
    ),
    conditions=(
        (0, "De oefening draaide met de bestellingen van vorig jaar"),
        (1, "De adreslijst van de betaaldienst ligt buiten ons team"),
        (0, "De nachtelijke back-up liep op hetzelfde uur"),
        (2, "De klantenservice schreef die pagina twee weken eerder met ons samen"),
        (1, "Onze checklist houdt op bij onze eigen servers"),
        (2, "Er was één plek om te kijken, en iedereen kende die"),
    ),
    sustain=(
        Lesson("De pagina samen schrijven, twee weken van tevoren", 3),
        Lesson("De bestellingen tellen met een script, voor en na", 0),
        Lesson("Eén pagina die iedereen kent", 5),
    ),
    improve=(
        Lesson("Oefenen met een kopie van de gegevens van deze week", 0),
        Lesson("Iedere partij buiten het team op de checklist zetten", 1),
        Lesson("De back-up verschuiven in de nacht van een verhuizing", 2),
    ),
    actions=(
        Deed(
            "Oefen de volgende verhuizing met een kopie van deze week",
            "+14",
            "oefening en verhuizing schelen minder dan tien minuten",
            "maandag ruimte vragen voor de kopie",
        ),
        Deed(
            "Zet de partijen buiten ons team op de checklist",
            "+7",
            "van elk staan er een naam en een telefoonnummer op",
            "morgen de betaaldienst bellen",
        ),
    ),
    takeaways=(
        "Oefenen met wat vandaag echt is",
        "Eén goede pagina scheelt een ochtend",
        "Vroeg vragen wie er nog meer iets moet aanpassen",
        "Tellen is beter dan hopen",
        "We bleven rustig, en dat hielp",
    ),
    seen="{text}, gezien vanuit {spot}",
    spots=(
        *("het magazijn", "de helpdesk", "het kantoor", "huis", "de nachtdienst", "de winkel"),
        *("financiën", "marketing", "het datateam", "het netwerkteam", "de verkoop", "beveiliging"),
    ),
)

STORIES: Final = {"en": ENGLISH, "nl": DUTCH}
