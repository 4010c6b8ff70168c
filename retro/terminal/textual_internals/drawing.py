"""What is drawn when something changes: no more than that, and without turns in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from retro.terminal.patches import Patch, take

_BLACK = Color(0, 0, 0)


def paint_now(app: App[Any]) -> None:
    """Draw what has changed on the screen in front, in this very moment.

    Textual has every widget that changed take a turn to tell its screen, the screen one to wake a
    timer, and the timer wait: with fifty screens in one process those turns cost as much as the
    drawing. Where more than drawing is asked for, such as a new layout, they are taken as ever.

    Private: `App._batch_count`; `Screen._compositor`, `_dirty_widgets`, `_layout_required`,
    `_scroll_required`, `_repaint_required` and `_compositor_refresh`; the same flags of
    `Widget`, and `_refresh_styles_required`; `Compositor.update_widgets` and `visible_widgets`.
    """
    if not app.is_running or app._batch_count or not app.screen_stack:
        return
    screen = app.screen
    if not screen.is_current or _wants_more(screen) or screen._repaint_required:
        return
    changed: set[Widget] = set()
    for widget in screen._compositor.visible_widgets:
        if widget is not screen and _wants_more(widget):
            return
        if widget._repaint_required:
            changed.add(widget)
    if not changed:
        return
    for widget in changed:
        widget._repaint_required = False
    screen._dirty_widgets.update(changed)
    screen._compositor.update_widgets(screen._dirty_widgets)
    screen._compositor_refresh()


def _wants_more(widget: Widget) -> bool:
    """Tell whether a widget waits for more than to be drawn."""
    return widget._layout_required or widget._scroll_required or widget._refresh_styles_required


class Patches(CompositorUpdate):
    """Parts of lines that are drawn again: column, line, and what stands there."""

    def __init__(self, patches: Sequence[Patch]) -> None:
        """Take the parts, in the order in which they are sent."""
        self.patches = patches

    def render_segments(self, console: Console) -> str:
        """Give the sequences that draw the parts."""
        return "".join(
            [f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.patches]
        )


class ThriftyCompositor(Compositor):
    """Asks only the widgets that are seen in what changed, for only the lines that did.

    Textual asks every widget that has a part in the lines, containers beneath included, for all of
    its lines, and cuts them up. With fifty screens in one process this was half of what a card
    costs.

    Private: the module `textual._compositor`; `_dirty_regions`, `_regions_to_spans`, and
    `render_partial_update`, which is overridden.
    """

    def render_partial_update(self) -> Any:
        """Give what changed, from the front to the back, until all of it is covered."""
        regions, screen = self._dirty_regions.copy(), self.size.region
        self._dirty_regions.clear()
        crop = Region.from_union(list(regions)).intersection(screen) if regions else None
        if not crop:
            return None
        missing: dict[int, list[tuple[int, int]]] = {}
        for y, x1, x2 in self._regions_to_spans(regions):
            if 0 <= y < screen.height and x1 < screen.width:
                missing.setdefault(y, []).append((max(x1, 0), min(x2, screen.width)))
        patches: list[Patch] = []
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip).intersection(crop)
            if seen:
                take(patches, missing, widget, region, seen)
                if not missing:
                    break
        patches.sort(key=itemgetter(1, 0))
        return Patches(patches) if patches else None


def filtered(
    update: LayoutUpdate | ChopsUpdate | Patches, filters: Sequence[LineFilter]
) -> LayoutUpdate | ChopsUpdate | Patches:
    """Give a frame, or a part of one, with every line of it filtered."""
    if isinstance(update, Patches):
        return Patches([(x, y, _through(strip, filters)) for x, y, strip in update.patches])
    if isinstance(update, LayoutUpdate):
        return LayoutUpdate(
            [[_through(strip, filters) for strip in line] for line in update.strips], update.region
        )
    drawn = {y for y, _left, _right in update.spans}
    chops = [
        _filtered_line(line, filters) if y in drawn else line for y, line in enumerate(update.chops)
    ]
    return ChopsUpdate(chops, update.spans, update.chop_ends)


def _filtered_line(
    line: Mapping[int, Strip | None], filters: Sequence[LineFilter]
) -> dict[int, Strip | None]:
    return {x: strip and _through(strip, filters) for x, strip in line.items()}


def _through(strip: Strip, filters: Iterable[LineFilter]) -> Strip:
    for line_filter in filters:
        strip = strip.apply_filter(line_filter, _BLACK)
    return strip
