"""What people might type, at its nastiest."""

from hypothesis import strategies as st

from retro.session.text import clean, clean_line

_PIECES = (
    *"\\`*_{}[]()<>#+-.!|~&;:=^$@%\"'/ \n0123456789abcxyz",
    *(
        "  ",
        "    ",
        "\t",
        "\u00a0",
        "\u3000",
        "é",
        "ß",
        "中文",
        "🙂",
        "👩‍👩‍👧",
        "—",
        "“",
        "e\u0301",
    ),
    *("http://", "https://a.b/", "www.a.b", "ftp://x", "a@b.cd", "mailto:a@b.cd", "/url"),
    *("&amp;", "&#35;", "&#x1F;", "&copy", "<b>", "</b>", "<!--", "-->", "<a href='x'>", "<?x?>"),
    *("[^1]", "]:", "](", "[ ]", "[x]", "![", "]]", "- ", "1. ", "1)", "# ", "> ", "+ ", "* "),
    *("---", "===", "***", "___", "```", "~~~", "~~", "|-", "| a |", ":-:", "$$", "\\\n", ":x:"),
)


def typed() -> st.SearchStrategy[str]:
    """Text of a card, as a session keeps it: several lines, never empty."""
    pieces = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join)
    return st.one_of(pieces, pieces, st.text(min_size=1, max_size=40)).map(clean).filter(bool)


def typed_line() -> st.SearchStrategy[str]:
    """Text that stands on one line: a title, a name, an owner."""
    return typed().map(clean_line).filter(bool)
