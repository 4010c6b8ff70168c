"""English, put together: its words, its rules, and what is never hinted at."""

from typing import Final

from retro.coaching.english_asides import ASIDES
from retro.coaching.english_deeds import DEEDS
from retro.coaching.english_labels import LABELS
from retro.coaching.english_questions import QUESTIONS
from retro.coaching.english_sayings import SARCASM, SAYINGS
from retro.coaching.english_views import VIEWS
from retro.coaching.english_words import ENGLISH_WORDS
from retro.coaching.rules import Language, patterns

ENGLISH: Final = Language(
    vocabulary=ENGLISH_WORDS,
    rules=(*QUESTIONS, SARCASM, *ASIDES, *DEEDS, *LABELS, *VIEWS, SAYINGS),
    open_question=patterns(
        """
        ^ ( so|and|but|then )? ,? ( what|what's|which|how|when|where|who|whose|why|did|does|do|is|
            are|was|were|has|have|had|can|could|would|will|should|shall|may|might )
        """
    )[0],
    never=patterns(
        """
        ^ ( learn|say|ask|avoid|stop|without|instead|never|don't|do ) ( not|of )? ..3 (
            blame|blaming|judge|judging )
        ^ my ( mistake|fault|bad|apologies )
        """
    ),
)
