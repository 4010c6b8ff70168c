"""Pictures of figures in characters, drawn by plotext. It takes a quarter of a second to load."""

from collections.abc import Sequence
from typing import Any, Final

from retro.minutes.insights.parts import Chart, Look

NARROWEST: Final = 30
WIDEST: Final = 96
_HEIGHT: Final = 9
#: The rows of the scale below a picture, and of what it is about.
_AXIS: Final = 2
#: Between labels under a picture.
_GAP: Final = 2
_TICKS: Final = 5


def load() -> bool:
    """Whether pictures can be drawn here; there is no plotext for every kind of machine."""
    try:
        import plotext  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def picture(chart: Chart, width: int) -> tuple[str, ...]:
    """The lines of a picture of at most `width` cells, without colours; none without plotext.

    One at a time: plotext has one figure for all.
    """
    if not load():
        return ()
    import plotext

    width = max(NARROWEST, min(width, WIDEST))
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.canvas("default")
    # Above and to the right there is nothing to read.
    figure.axes(False, axis=0, side=1)
    figure.axes(False, axis=1, side=1)
    try:
        match chart.look:
            case Look.BARS:
                _bars(figure, chart, width)
            case Look.COLUMNS:
                _columns(figure, chart, width)
            case Look.STEPS | Look.LINE:
                _line(figure, chart, width)
        drawn: str = plotext.uncolorize(figure.build())
    finally:
        # What was drawn is a team's: none of it stays behind.
        figure.clear()
    return tuple(line.rstrip() for line in drawn.splitlines())


def _bars(figure: Any, chart: Chart, width: int) -> None:
    """From left to right, the first above; the number stands behind the name."""
    count = len(chart.at)
    labels = [
        f"{label} {value:.0f}{chart.unit}"
        for label, value in zip(chart.labels, chart.values, strict=True)
    ]
    longest = max(map(len, labels))
    padded = [label.rjust(longest) for label in labels]
    figure.plot_size(width, count + _AXIS)
    figure.draw(figure.bar(list(chart.at), list(chart.values), orientation="h", width=0.1))
    side = figure.ruler("y")
    side.lim(*_apart(1, count))
    side.direction(-1)
    side.ticks(list(chart.at), padded)
    bottom = figure.ruler("x")
    bottom.lim(*_apart(0, chart.top))
    marks = [0.0, chart.top] if chart.top < 100 else [0.0, 100.0]
    bottom.ticks(marks, [f"{mark:.0f}{chart.unit}" for mark in marks])


def _columns(figure: Any, chart: Chart, width: int) -> None:
    figure.plot_size(width, _HEIGHT)
    figure.draw(figure.bar(list(chart.at), list(chart.values), width=0.7))
    figure.ruler("x").lim(0.5, len(chart.at) + 0.5)
    _scale(figure, chart)
    _under(figure, chart, width)


def _line(figure: Any, chart: Chart, width: int) -> None:
    # Whole numbers get a row each, and one between them.
    height = _HEIGHT if chart.unit else 2 * int(chart.top - chart.low) + 1 + _AXIS
    figure.plot_size(width, height)
    at, values = list(chart.at), list(chart.values)
    if chart.look is Look.STEPS:
        # The share stays until the next length and falls there.
        at = [place for place in at for _ in (0, 1)][1:]
        values = [value for value in values for _ in (0, 1)][:-1]
    line = figure.signal(at, values, marker="hd")
    line.lines(True)
    figure.draw(line)
    if chart.look is Look.LINE:
        figure.draw(figure.signal(at, values, marker="●"))
    figure.ruler("x").lim(*_apart(min(at), max(at)))
    _scale(figure, chart)
    _under(figure, chart, width)


def _scale(figure: Any, chart: Chart) -> None:
    side = figure.ruler("y")
    side.lim(*_apart(chart.low, chart.top))
    if chart.unit:
        marks = [chart.low, (chart.low + chart.top) / 2, chart.top]
    else:
        marks = [float(mark) for mark in range(int(chart.low), int(chart.top) + 1)]
    side.ticks(marks, [f"{mark:.0f}{chart.unit}" for mark in marks])


def _under(figure: Any, chart: Chart, width: int) -> None:
    """As many labels as fit below, the first and evenly spaced ones.

    Places without names are lengths: of these the scale runs evenly from the first to the last.
    """
    if chart.labels:
        most = width // (max(map(len, chart.labels)) + _GAP)
        places = spaced(len(chart.labels), most)
        at, labels = [chart.at[each] for each in places], [chart.labels[each] for each in places]
    else:
        first, last = min(chart.at), max(chart.at)
        step = (last - first) / (_TICKS - 1)
        at = sorted({float(round(first + step * each)) for each in range(_TICKS)})
        labels = [f"{each:.0f}" for each in at]
    figure.ruler("x").ticks(at, labels)
    if chart.across:
        figure.label(chart.across)


def _apart(low: float, high: float) -> tuple[float, float]:
    """The ends of a scale; plotext writes a complaint on the terminal where they are the same."""
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def spaced(count: int, most: int) -> Sequence[int]:
    """At most `most` of `count` places, the first among them, all at the same distance."""
    return range(0, count, max(1, -(-count // max(1, most))))
