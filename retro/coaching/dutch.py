"""Dutch, put together: its words, its rules, and what is never hinted at."""

from typing import Final

from retro.coaching.dutch_asides import ASIDES
from retro.coaching.dutch_deeds import DEEDS
from retro.coaching.dutch_labels import LABELS
from retro.coaching.dutch_questions import QUESTIONS
from retro.coaching.dutch_sayings import SARCASM, SAYINGS
from retro.coaching.dutch_views import VIEWS
from retro.coaching.dutch_words import DUTCH_WORDS
from retro.coaching.rules import Language, patterns

DUTCH: Final = Language(
    vocabulary=DUTCH_WORDS,
    rules=(*QUESTIONS, SARCASM, *ASIDES, *DEEDS, *LABELS, SAYINGS, *VIEWS),
    open_question=patterns(
        """
        ^ ( en|maar|dus|zo )? ,? ( wat|welke|welk|hoe|wanneer|waar|waardoor|wie|waarom|waarmee|
            waaraan|waarin|waarvan|waarop|heeft|hebben|had|hadden|is|zijn|was|waren|kan|kunnen|kon|
            konden|kun|moet|moeten|mag|zou|zouden|zal|zullen|wil|willen|doet|doen|ging|gaat|werd|
            wordt )
        """
    )[0],
    never=patterns(
        """
        ^ laten we
        ^ mijn fout|schuld|excuses
        ^ vergeet niet|niets
        ^ ( niet|zonder|geen|nooit|stop|leer ) ..3 ( oordelen|oordeel|verwijten|verwijt|schuld )
        """
    ),
)
