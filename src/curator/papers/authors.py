"""The names of authors: one string taken apart, surnames to compare by."""

import unicodedata

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def split_authors(text: str) -> tuple[str, ...]:
    """Return the single names in a line such as `A. Author (Univ, City), B. Author and C. Author`.

    Affiliations in brackets are left out, with the commas inside them; `, Jr.` stays with its name.
    """
    parts = _outside_brackets(text).replace(";", ",").replace(" and ", ",").replace(",and ", ",").split(",")
    names: list[str] = []
    for part in (" ".join(part.split()) for part in parts):
        if part.lower() in _SUFFIXES and names:
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    return tuple(names)


def surname(name: str) -> str:
    """Return the last word of a name without accents and case, suffixes such as `Jr.` left out; empty for none."""
    plain = unicodedata.normalize("NFKD", name.split(",", maxsplit=1)[0]).casefold()
    words = [word for word in plain.split() if word not in _SUFFIXES]
    return "".join(letter for letter in words[-1] if letter.isalnum()) if words else ""


def _outside_brackets(text: str) -> str:
    outside: list[str] = []
    depth = 0
    for letter in text:
        if letter == "(":
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
        elif not depth:
            outside.append(letter)
    return text if depth else "".join(outside)
