"""The Kaplan–Meier estimate: how long things take, when some of them are not finished yet.

Kaplan and Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958).
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

#: One observation: its length, and whether it ended (False: it was only watched for so long).
Observation = tuple[int, bool]

_HALF: Final = Fraction(1, 2)


def survival(observations: Sequence[Observation]) -> list[tuple[int, Fraction]]:
    """The share that lasts longer than each length at which something ended, lengths ascending.

    What is watched up to a length counts as still there for what ends at that length.
    """
    ended = Counter(length for length, has_ended in observations if has_ended)
    left = Counter(length for length, _ in observations)
    at_risk, share, curve = len(observations), Fraction(1), []
    for length in sorted(left):
        if ended[length]:
            share *= Fraction(at_risk - ended[length], at_risk)
            curve.append((length, share))
        at_risk -= left[length]
    return curve


def median_of(curve: Sequence[tuple[int, Fraction]]) -> float | None:
    """The length that half of them last; None where the curve does not come down to half.

    Where it stays at exactly half up to the next length it is the middle of the two, which for
    finished observations alone is their median.
    """
    for place, (length, share) in enumerate(curve):
        if share == _HALF and place + 1 < len(curve):
            return (length + curve[place + 1][0]) / 2
        if share <= _HALF:
            return float(length)
    return None
