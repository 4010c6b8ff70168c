"""Which Dutch words are persons, and other marks of words that the rules of Dutch go by.

P a person or a group, U somebody served, I a given name if it has a capital, N a denial, W we,
G an adverb, D a determiner, T a trait that only people have, K one that things have too, E a trait
as a noun, L a comparison with somebody better, Q whose, O them, X an auxiliary.
"""

from typing import Final

from retro.coaching.people import GIVEN_NAMES
from retro.coaching.sentences import Vocabulary, split

_PRONOUNS: Final = "hij ze zij jij je jullie u iemand iedereen ie gij men"
_ROLES: Final = """
    accountant administrateur adviseur afdeling agent ambtenaar apotheker arts assistent
    assistente baas bakker barman begeleider begeleidster beheerder beleidsmaker beveiliger
    beveiligers bestuurder bestuur bewaker bezorger bibliothecaris boekhouder boekhouding
    boer bouwer bouwers brandweer brandweerman buurman buurvrouw centralist chauffeur chef
    chirurg coach collega collega's collegae commissie conciërge conducteur consultant
    controleur coördinator dame dames dagdienst nachtdienst avonddienst vroegedienst
    ochtenddienst weekenddienst middagdienst dierenarts directeur directie directrice docent
    docente doktersassistente dokter elektricien engineer ontwikkelaar ontwikkelaars
    ontwerper expert facilitator financiën finance fotograaf fysiotherapeut gast gastheer
    gastvrouw gedelegeerde gids griffier hoofd hoofdagent hovenier hr huisarts huismeester
    hulpverlener ingenieur inkoop inkoper inspecteur installateur instructeur intern jongen
    jongens juf jurist kapitein kapper kassamedewerker keeper kelner klusser kok koks
    kraanmachinist koerier laborant lassers leerkracht leiding leidster leider leraar
    lerares leverancier loodgieter loods loods machinist magazijnmedewerker makelaar manager
    management marketing matroos medewerker medewerkster meester meldkamer mensen mentor
    metselaar monteur nachtwaker notaris notulist officier oma onderaannemer aannemer
    onderzoeker opzichter operator organisatie organisator ouders ouder patholoog pedagoog
    penningmeester personeel personeelszaken piloot planner ploeg politie politieagent
    portier praktijkondersteuner programmeur projectleider projectleiding psycholoog
    receptionist receptioniste rechercheur redacteur rector regisseur scheidsrechter
    schilder schipper schoonmaker schoonmaakster secretaresse secretaris sales specialist
    stagiair stagiaire stagiairs stuurman sysadmin team teamleider teamleidster technicus
    technici telefonist teler timmerman tolk tester toezichthouder trainer trainster tuinman
    tandarts uitvoerder uitzendkracht verkoper verkoop verkoopster verloskundige verpleger
    verpleegster verpleegkundige vertegenwoordiger verzorger verzorgster verzorgende
    vloermanager voorman voorzitter vrachtwagenchauffeur vrijwilliger vrouw vakman
    wachtcommandant werknemer werkgever werkvoorbereider wethouder wijkagent winkelier
    zorgverlener zuster zusters heer heren kerel gozer vent kantoor keuken planning
    logistiek bediening catering receptie facilitair bewaking vakmensen expediteur
    transporteur vervoerder bouwvakker steigerbouwer dakdekker stukadoor
    kwaliteitsmedewerker crew staf korps brigade school gemeente leidinggevende
    leidinggevenden eigenaar verantwoordelijke kantoormensen vakvrouw idioot sukkel kluns
    prutser klungel luilak beginner leek professional jeugdleider roostermaker
    peuterleidster ober barista helpdesk servicedesk ict ict'er it'er beheer testers
    nieuwkomer lui volwassene crewlid dirigent conservator hovenier burgemeester scout
    zanger danser musicus organist regisseur familie koor orkest acteur slager molenaar
    kunstenaar verhuizer projectmanager productowner steward bhv'er bhv'ers badmeester
    rector zzp'er zzp'ers architect cateraar leerling-bakker lead directieleden vormgever
    schoonmaak veiligheid onderhoud brigadier sjouwer lasser pakker inpakker orderpicker
    stuwadoor invaller oppas afwasser souschef sommelier serveerster barvrouw rechercheur
    surveillant boa geluidsman lichtman presentator artiest beveiliging roostermaker decaan
    conrector uitsmijter magazijn nachtwacht suppoost support gymleraar gymlerares
    verkeersregelaar kraandrijver
    voorganger opperman grondwerker
    tegelzetter glaszetter loonwerker stukadoor decorbouwer podiumbouwer hulpkok patissier
    planbureau projectbureau uitzendbureau ingenieursbureau bureau leidinggevende bovenbaas
    bovenbazen bazen hotemetoten directielid hoofdverpleegkundige wijkverpleegkundige mantelzorger
    thuiszorg ambulancedienst ambulance-arts centralisten fractie raad raadslid afdelingshoofd
    jaarhoofd teamhoofd bouwplaatsmanager hoofdaannemer nieuweling
"""
_COMPOUNDS: Final = split(
    """
    verpleegkundige verpleegkundigen monteur monteurs ploeg ploegen afdeling afdelingen
    medewerker medewerkers medewerkster beheerder beheerders chauffeur chauffeurs technicus
    ontwikkelaar manager managers leider leiders leidster leraar docent leverancier
    leveranciers aannemer aannemers inspecteur commissie directeur coördinator adviseur
    bewaker bezorger loodgieter meester wachter bouwer bouwers werker werkers collega
    collega's assistent assistente team teams ambtenaar machinist begeleider verzorger
    personeel leiding dienstje mensen lieden architect chirurg ingenieur broeder broeders
    kundige kundigen bakker bakkers ontwerper ontwerpers makers schrijver schrijvers tekenaar
    tekenaars bezorgers voerder voerders adviseurs planner planners agent agenten chirurgen
    bewakers laborant laboranten meesters meesteres begeleiders opzichter opzichters therapeut
    therapeuten consulent consulenten specialist specialisten behandelaar behandelaars coaches
    trainers trainer docenten leraren assistenten controleur controleurs loods piloot piloten
    ploegje juf juffen directie bestuur redactie bureau dienst diensten kracht krachten
    maker chef chefs zuster zusters baas bazen
    """
)
_NOT_PERSONS: Final = frozenset(
    split(
        """
    wachtwoordbeheerder taakbeheerder pakketbeheerder bestandsbeheerder vensterbeheerder
    kwartiermeester browseragent useragent gebruikersagent coproductie taakplanner lader
    zoekmachine thermometer parameter diameter centimeter kilometer begeleiding handleiding
    aanleiding opleiding inleiding afleiding omleiding waterleiding gasleiding leiding
    pijpleiding hoofdleiding spoorleiding bovenleiding aansluitleiding rioolleiding
    koelleiding brandstofleiding afvoerleiding toevoerleiding uitbreiding luchtleiding oplader
    wachtrij tankdienst webdienst clouddienst achtergronddienst maildienst berichtendienst
    zoekdienst eredienst kerkdienst veerdienst sleuteldienst wisselkracht trekkracht
    waterkracht zwaartekracht daadkracht stuwkracht draagkracht slagkracht veerkracht pompkracht
    wachtwoordmanager taakmanager pakketmanager bestandsmanager geleider
    pacemaker pacemakers koffiemaker broodmaker
    dienst diensten kracht krachten bureau naamdienst databasedienst
    tijddienst maildiensten webdiensten clouddiensten
    """
    )
)
_USERS: Final = """
    gebruiker gebruikers klant klanten bezoeker bezoekers gast gasten patiënt patiënten
    passagier passagiers kind kinderen leerling leerlingen student studenten deelnemer
    deelnemers reiziger reizigers bewoner bewoners cliënt cliënten leden lid lezer spelers
    huurder huurders
"""
_DENIALS: Final = """
    niet niemand nooit geen niets noch zonder niemands nergens evenmin buiten zelden
    nauwelijks voorkomen vermijden geenszins
"""
_ADVERBS: Final = """
    gewoon nou maar weer eens alweer steeds ook dan toch wel nog even echt zelf simpelweg
    gewoonweg eerst al telkens opnieuw wéér daar er hier dus natuurlijk kennelijk blijkbaar
    duidelijk heel erg zo veel te helemaal altijd dat dit het eigenlijk zomaar beter vaak
    ineens wederom zoals domweg doodleuk zelfs alles totaal compleet volledig ronduit enorm
    ontzettend nogal best alleen toen vandaag gisteren
"""
_DETERMINERS: Final = "de het een deze die dit dat onze ons mijn elke ieder iedere geen"
_TRAITS: Final = """
    nalatig slordig onzorgvuldig lui laks gemakzuchtig onoplettend onbekwaam incompetent
    onverantwoord onverantwoordelijk roekeloos onprofessioneel eigenwijs koppig arrogant
    ongeïnteresseerd ongemotiveerd onnozel onnadenkend lichtzinnig ondoordacht onachtzaam
    achteloos egoïstisch kinderachtig onvolwassen onbetrouwbaar klungelig amateuristisch
    onkundig ongedisciplineerd lamlendig gemakzuchtige nonchalant onverschillig asociaal
    hardleers vergeetachtig chaotisch laf oneerlijk stuntelig onhandig dommig halfslachtig
    betweterig hoogmoedig zelfingenomen ongeconcentreerd
"""
_LOOSE_TRAITS: Final = """
    dom stom idioot achterlijk belachelijk naïef traag blind gek waardeloos slecht zwak
    hopeloos matig beroerd
"""
_TRAIT_NOUNS: Final = """
    luiheid laksheid slordigheid nalatigheid onoplettendheid onbekwaamheid incompetentie
    onkunde roekeloosheid gemakzucht domheid stommiteit arrogantie onachtzaamheid
    nonchalance onverschilligheid onzorgvuldigheid onwil eigenwijsheid koppigheid
    achteloosheid onprofessionaliteit desinteresse onnadenkendheid egoïsme lamlendigheid
    onwetendheid lichtzinnigheid klungeligheid amateurisme
"""
_BETTER: Final = """
    ervaren echte goede serieuze fatsoenlijke beetje normale professionele competente
    bekwame oplettende zichzelf_respecterende verstandige vakbekwame capabele behoorlijke
    ervarener gediplomeerde degelijke doorgewinterde scherpe kundige eerstejaars weldenkend
    weldenkende rechtgeaarde nuchtere zorgvuldige deskundige verantwoordelijke
"""


def _words() -> dict[str, str]:
    marks: dict[str, str] = {}

    def mark(words: str, letters: str) -> None:
        for word in words.split():
            marks[word] = marks.get(word, "") + letters

    for name in GIVEN_NAMES:
        marks[name] = "I"
    roles = _ROLES.split()
    plurals = [each for role in roles if len(role) > 4 for each in _plurals(role)]
    mark(" ".join({*roles, *plurals, *_PRONOUNS.split()}), "P")
    traits = _TRAITS.split()
    loose = _LOOSE_TRAITS.split()
    for word, letters in (
        (_USERS, "U"), (_DENIALS, "N"), (_ADVERBS, "G"), (_DETERMINERS, "D"),
        (" ".join({*traits, *map(_inflected, traits)}), "T"),
        (" ".join({*loose, *map(_inflected, loose)}), "K"),
        (_TRAIT_NOUNS, "E"), (_BETTER, "L"),
    ):  # fmt: skip
        mark(word, letters)
    mark("zijn haar hun jullie jouw je z'n d'r uw wiens", "Q")
    mark("hem hen hun haar ze jou ons", "O")
    mark("we wij", "W")
    for word in ("joke", "bep", "bob", "ad", "jan.", "roos", "floor", "els", "pien", "nel", "noor"):
        marks[word] = "I"
    for word in ("max", "coby", "min", "mei", "dan"):
        if marks.get(word) == "I":
            del marks[word]
    for word in ("leiding", "leidingen", "hoofd", "gasten", "kinderen"):
        marks[word] = "U" if word in _USERS.split() else ""
    return {word: "".join(sorted(set(letters))) for word, letters in marks.items()}


def _plurals(role: str) -> tuple[str, ...]:
    if role.endswith("e"):
        return (role + "n", role + "s")
    return (role + "s", role + "en") if role[-1] != "s" else ()


def _inflected(trait: str) -> str:
    """The form before a noun."""
    if trait.endswith(("loos", "lui", "laks")):
        return {"lui": "luie", "laks": "lakse"}.get(trait, trait[:-2] + "ze")
    if trait in ("laf", "dom", "stom", "gek"):
        return {"laf": "laffe"}.get(trait, trait + trait[-1] + "e")
    if trait in ("traag", "naïef"):
        return {"traag": "trage", "naïef": "naïeve"}[trait]
    return trait if trait.endswith("e") else trait + "e"


def _compounds() -> tuple[str, ...]:
    """The roles that other words are put before, and what else such words end with."""
    agents = ("er", "or", "ist", "ant", "ent", "aar", "ier", "eur", "kundige", "ster", "arts")
    roles = [role for role in _ROLES.split() if len(role) > 6 and role.endswith(agents)]
    return (*_COMPOUNDS, *roles, *(each for role in roles for each in _plurals(role)))


DUTCH_WORDS: Final = Vocabulary(
    marks=_words(),
    compounds=_compounds(),
    prepositions=frozenset(split("van aan met voor door bij naar op in uit tegen over volgens")),
    parts=frozenset(
        split(
            """
    een één twee drie geen enkele sommige iemand niemand iedereen deel rest meeste meesten
    veel allemaal schuld fout typisch iets werk twee helft merendeel groep groepje paar
    lid leden wie elk ieder
    """
        )
    ),
    not_compounds=_NOT_PERSONS,
    capitals=frozenset(("IT", "ICT", "HR", "P&O")),
)
