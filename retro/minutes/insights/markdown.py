"""A report of figures as Markdown: tables in place of pictures."""

from collections.abc import Iterator

from retro.minutes.blocks import bullets, item, table, title
from retro.minutes.escape import inline
from retro.minutes.insights.parts import Report


def insights_markdown(report: Report) -> str:
    """CommonMark with GitHub's tables, ending in one line feed."""
    return "\n\n".join(_blocks(report)) + "\n"


def _blocks(report: Report) -> Iterator[str]:
    yield title(report.title, 1)
    yield from map(inline, report.lead)
    for section in report.sections:
        yield title(section.title, 2)
        yield from map(inline, section.sentences)
        if section.items:
            yield bullets(map(item, section.items))
        if section.table is not None:
            yield table(section.table.header, section.table.rows, right=section.table.right)
    yield from map(inline, report.end)
