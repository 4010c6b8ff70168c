"""Which English words are persons, and other marks of words that the rules of English go by.

P a person or a group, U somebody served (who is not blamed for using what is there), A a person or
a program, I a given name if it has a capital, N a denial, W we, G an adverb, D a determiner, V a
participle, T a trait that only people have, K one that things have too, E a trait as a noun,
L a comparison with somebody better, S what gets broken, H what hurts or harms, Y what programs do.
"""

from typing import Final

from retro.coaching.people import GIVEN_NAMES
from retro.coaching.sentences import Vocabulary, split

_ROLES: Final = """
    accountant administrator admin adviser advisor analyst apprentice architect artist
    assistant attendant auditor baker barista bartender boss bricklayer bookkeeper builder
    buyer captain caretaker carpenter caterer ceo chairman chairperson chairwoman chef chief
    cfo cio cto cleaner clerk coach coder colleague commander conductor constable consultant
    contractor cook coordinator counsellor counselor courier coworker co-worker dba dean
    decorator delegate dentist deputy designer detective dev developer director dispatcher
    doctor doorman editor electrician employee employer engineer examiner executive expert
    facilitator farmer firefighter fireman fitter foreman foremen freelancer gardener guard
    guy gp headmaster headteacher helmsman intern inspector installer instructor
    investigator janitor journalist judge junior keeper lawyer lead leader lecturer
    librarian lifeguard locksmith logistician magistrate maintainer man manufacturer marshal
    mason matron mayor mechanic medic mentor midwife minister moderator neighbour newcomer
    night-watchman nurse officer official operative organiser organizer orderly organisers
    painter paramedic parent partner pharmacist photographer physician physio pilot planner
    plumber policeman policewoman porter practitioner preacher president principal producer
    professor programmer publisher purchaser receptionist recruit recruiter referee
    registrar researcher resident reviewer roofer sailor salesman salesperson saleswoman
    scientist secretary sergeant sheriff shopkeeper signalman skipper soldier specialist
    steward stewardess storekeeper strategist subcontractor superintendent superior
    supervisor surgeon surveyor sysadmin teacher teammate technician temp therapist trader
    trainee trainer treasurer tutor undertaker usher vet veterinarian volunteer waiter
    waitress warden watchman welder woman workman writer idiot fool bloke lad lady dude kid
    customer-service bookseller stagehand roadie rigger cashier paediatrician anaesthetist
    radiologist radiographer curator singer dancer actor actress musician surgeon mayor
    bride groom scout baker butcher pilot navigator hairdresser tiler plasterer scaffolder
    banksman carer groundworker labourer joiner glazier stevedore docker haulier forwarder
    broker picker packer storeman shunter barrister solicitor paralegal bailiff detective
    trooper cadet bouncer promoter presenter headliner drummer invigilator bursar
    sommelier dishwasher busboy warehouse maître sous-chef sre pm webmaster strategist marketeer
    trustee appointee deputy gaffer matron healthcare-assistant hca paramedic optician
    dietitian handyman tradesman call-handler call-taker
    ganger higher-up newbie rookie stand-in locum registrar consultant
    exec executive lecturer hire patrol babysitter nanny childminder groundsman
    ringleader host hostess flagman marshal greeter teller underwriter estimator
"""
_GROUPS: Final = """
    family families choir orchestra band secretariat consultancy accounting accounts board
    boards committee committees council crew crews department departments dept devops devs
    engineering folks fellows finance gang helpdesk hr it-department leadership legal
    logistics management marketing men women people personnel planning police procurement
    purchasing recruitment sales security seniors squad squads staff supplier suppliers team
    teams vendor vendors ops qa headquarters hq squadron brigade dispatch guys lads
    operations facilities agency carrier hauliers haulier school catering subcontractors
    kitchen ward shift shifts unions union faculty ministry municipality reception
    maintenance housekeeping payroll support outsourcer architects scouts comms suits
    higher-ups bosses c-suite
"""
_PRONOUNS: Final = (
    """he she they you someone somebody everyone everybody anyone anybody whoever y'all youse"""
)
_SHORT: Final = {
    "he'd": "P", "she'd": "P", "they'd": "P", "you'd": "P", "he's": "P", "she's": "P",
    "they're": "P", "you're": "P", "they've": "P", "you've": "P", "who's": "", "y'all": "P",
}  # fmt: skip
_USERS: Final = """
    user users customer customers client clients visitor visitors guest guests patient
    patients passenger passengers child children pupil pupils student students attendee
    attendees participants participant reader readers player players member members
    subscriber audience shopper shoppers tenant tenants
"""
_AMBIGUOUS: Final = """
    driver drivers agent agents worker workers manager managers operator operators
    controller controllers owner owners tester testers handler handlers runner runners host
    hosts hostess reviewer reviewers waiter publisher producer builder
    keeper maintainer partner conductor planner
"""
_SURE_ROLES: Final = """
    driver drivers worker workers manager managers operator operators tester testers owner
    planner planners
"""
_OF_PROGRAMS: Final = frozenset(
    split(
        """
    package device task password window file session connection state config secret boot
    memory usb graphics printer database jdbc odbc web build ci user ingress kubernetes
    k8s process thread queue background test network display storage video audio kernel job
    version disk drive virtual load api rate cluster service cron batch backup
    """
    )
)
_COMPOUNDS: Final = split(
    """
    ologist ologists ician icians woman women workers teacher teachers keeper keepers maker
    makers nurse nurses master masters person persons people officer officers engineer
    engineers manager managers
    assistant assistants worker driver drivers
    """
)
_DENIALS: Final = """
    no not never nobody none neither nor without hardly isn't aren't wasn't weren't didn't
    doesn't don't won't wouldn't can't cannot couldn't shouldn't hasn't haven't hadn't
    nothing instead rather avoid avoids avoiding beyond
"""
_ADVERBS: Final = """
    just also then even still really simply always again so too quite rather once ever
    actually only maybe perhaps all both themselves himself herself yourself yourselves
    at-least somehow yet too well very far way bit more most
"""
_DETERMINERS: Final = """
    the a an this that these those our your his her their its my some any every each another
    no one two three
"""
_PARTICIPLES: Final = """
    known seen told given taken done made thought caught found read gone left let kept held
    said paid spoken written driven brought bought built chosen come drawn felt forgotten
    gotten got heard hidden hit led lost met put run sent set shown shut slept spent stood
    understood woken worn stopped had stuck dealt begun become broken fought rung laid
    learnt sought stepped noticed checked spotted planned asked called waited
"""
_TRAITS: Final = """
    careless negligent sloppy incompetent clueless amateurish reckless irresponsible
    unprofessional stubborn inattentive arrogant idiotic moronic thoughtless inconsiderate
    undisciplined foolish selfish complacent indifferent unmotivated uncooperative
    untrustworthy dishonest childish immature inept cowardly forgetful clumsy disrespectful
    unqualified heedless slapdash slipshod half-hearted halfhearted lackadaisical pig-headed
    short-sighted shortsighted hot-headed absent-minded work-shy workshy self-centred
    self-centered big-headed neglectful unreasonable unhelpful ignorant spineless devious
    two-faced pathetic disorganised disorganized gullible
"""
_LOOSE_TRAITS: Final = """
    lazy stupid dumb naive useless hopeless unreliable greedy blind slow sluggish crazy
    insane mad silly ridiculous bad terrible poor awful lousy weak
"""
_TRAIT_NOUNS: Final = """
    laziness carelessness negligence incompetence sloppiness recklessness stupidity
    ignorance arrogance complacency indifference stubbornness unwillingness inattention
    apathy inattentiveness irresponsibility thoughtlessness foolishness selfishness
    ineptitude naivety forgetfulness unprofessionalism amateurism neglect idiocy egos ego
    greed
"""
_BETTER: Final = """
    decent competent real good proper experienced professional serious normal sensible
    responsible half-decent self-respecting trained first-year second-year better skilled
    capable diligent careful qualified seasoned reasonable halfway-decent conscientious
    attentive smarter sane true mature senior sharper
"""
_THINGS: Final = """
    production prod checkout site website server servers database db network system systems
    platform cluster build pipeline service app line machine whole till printer everything
    mainframe environment staging master main release schedule website's conveyor lift
"""
_HARM: Final = """
    hurt injured killed died fallen caused led resulted lost crashed suffered slipped
    drowned burned burnt choked tripped been happened hit worsened broken poisoned wounded
    electrocuted trapped gotten become occurred ended missed fainted panicked collided
    suffocated used chosen gone
"""
_PROGRAMS: Final = """
    returned triggered fired failed timed logged cached rendered loaded expired raised
    thrown matched resulted produced retried received installed configured landed emitted
    compiled parsed propagated synced had
"""


def _words() -> dict[str, str]:
    marks: dict[str, str] = {}

    def mark(words: str, letters: str) -> None:
        for word in words.split():
            marks[word] = marks.get(word, "") + letters

    for name in GIVEN_NAMES:
        marks[name] = "I"
    roles = _ROLES.split()
    mark(" ".join({*roles, *_plurals(roles), *_GROUPS.split(), *_PRONOUNS.split()}), "P")
    for word, letters in (
        (_USERS, "U"), (_AMBIGUOUS, "A"), (_SURE_ROLES, "P"), (_DENIALS, "N"), (_ADVERBS, "G"),
        (_DETERMINERS, "D"), (_PARTICIPLES, "V"), (_TRAITS, "T"), (_LOOSE_TRAITS, "K"),
        (_TRAIT_NOUNS, "E"), (_BETTER, "L"), (_THINGS, "S"), (_HARM, "H"), (_PROGRAMS, "Y"),
    ):  # fmt: skip
        mark(word, letters)
    mark("his her their your whose", "Q")
    mark("him them us", "O")
    mark("we we'd we've", "W")
    marks |= _SHORT
    # Who goes by a name with a small letter is no name, and words that are names of things first.
    for word in ("dev", "job", "said", "ed", "rob", "rick", "dan", "an"):
        marks[word] = {"dev": "P"}.get(word, "I" if word in {"ed", "rick"} else "")
    marks["ali"] = "I"
    return {word: "".join(sorted(set(letters))) for word, letters in marks.items()}


def _plurals(roles: list[str]) -> list[str]:
    return [role[:-1] + "ies" if role.endswith("y") else role + "s" for role in roles]


ENGLISH_WORDS: Final = Vocabulary(
    marks=_words(),
    endings=(
        ("ly", "G"),
        ("ed", "V"),
        ("iatrist", "P"),
        ("onist", "P"),
        ("inist", "P"),
        ("ographer", "P"),
        ("ographers", "P"),
        ("herapist", "P"),
        ("herapists", "P"),
        ("iatrists", "P"),
        ("onists", "P"),
        ("inists", "P"),
        ("alists", "P"),
        ("analyst", "P"),
    ),
    compounds=_COMPOUNDS,
    prepositions=frozenset(split("of from for with by at in on to about")),
    parts=frozenset(
        split(
            """
    one two three four five some many most all none half rest lot bunch group couple member
    members neither each any those several another part number people nobody somebody
    anybody because instead fault thanks thank typical
    """
        )
    ),
    programs=_OF_PROGRAMS,
    capitals=frozenset(("IT", "HR", "QA")),
    not_compounds=frozenset(("postmaster", "webmaster", "logician", "dockmaster", "gamekeepers")),
)
