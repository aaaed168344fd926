"""TeX in titles as plain text that says the same."""

import re
import unicodedata

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

_IN_FONT = (
    r"\\(?:emph|mbox|operatorname|underline|pmb|bm|boldsymbol|math(?:rm|it|bf|sf|tt)"
    r"|text(?:rm|it|bf|sf|tt|sc|sl|up|md|normal)?)\{([^{}\\$]*)\}"
)
_FONT = re.compile(rf"([\^_]?){_IN_FONT}")
_LETTER = r"\\(?:[\"'`^~=.]\{?[^\W\d_]\}?|[&%#_$])"
_TEX = re.compile(rf"(?<![\\$])\$(?=[^\s$])(?!\d[^$]*\$\d)(?P<maths>[^$]+)(?<=\S)\$(?!\$)|{_IN_FONT}|{_LETTER}")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]*)\}|(\\[A-Za-z]+|[^\\{}\s]))")
# What pylatexenc is given: no macro that takes more than a letter, or remembers, or reads a file.
_MACRO = re.compile(
    r"\\math(?:bb|cal|scr|frak)\{[A-Za-z]\}|\\(?:bar|hat|tilde|dot|ddot|vec|check|breve)\{[A-Za-z]\}"
    rf"|{_LETTER}|\\(?P<name>[A-Za-z]+)"
)
_LEFT = re.compile(r"[\\{}^_]")
_PYLATEXENC = LatexNodes2Text(math_mode="text")


def plain(title: str) -> str:
    """Return a title with its TeX as plain text; what no letters say stays as it is.

    "A$^2$RD" is A²RD, "$\\tau$-Bench" τ-Bench; "$\\ell_\\infty$" keeps its source, since no ∞ stands below a line.
    """
    return _TEX.sub(_said, title) if "$" in title or "\\" in title else title


def _said(match: re.Match[str]) -> str:
    if not match["maths"]:
        return _read(_FONT.sub(_without_font, match[0]))
    try:
        text = _read(_SCRIPT.sub(_script, _FONT.sub(_without_font, match["maths"].replace("{}", ""))))
    except KeyError:
        return match[0]
    return match[0] if not text.strip() or _LEFT.search(text) else text


def _without_font(match: re.Match[str]) -> str:
    return f"{match[1]}{{{match[2]}}}" if match[1] else str(match[2])


def _script(match: re.Match[str]) -> str:
    """Return what stands above or below the line; raise KeyError where a letter has no such form."""
    letters = _RAISED if match[1] == "^" else _LOWERED
    return "".join(letters[letter] for letter in _read(match[2] if match[2] is not None else match[3]))


def _read(tex: str) -> str:
    return _MACRO.sub(_letter, tex)


def _letter(macro: re.Match[str]) -> str:
    if macro["name"]:
        return _SYMBOLS.get(macro["name"], macro[0])
    return str(_PYLATEXENC.latex_to_text(macro[0]))


def _symbols() -> dict[str, str]:
    """Return the signs that macros without arguments stand for."""
    specs = get_default_latex_context_db().iter_macro_specs(["latex-base", "advanced-symbols"])
    found = {spec.macroname: spec.simplify_repl for spec in specs if isinstance(spec.simplify_repl, str)}
    return {name: sign for name, sign in found.items() if len(sign) == 1 and not sign.isspace() and sign != "%"}


def _letters(kind: str) -> dict[str, str]:
    """Return Unicode's letters of one kind by the plain letters that they stand for."""
    found = ((unicodedata.decomposition(letter).split(), letter) for letter in map(chr, range(0x3000)))
    return {chr(int(parts[1], 16)): letter for parts, letter in found if len(parts) == 2 and parts[0] == kind}


_SYMBOLS = _symbols() | {"ne": "≠"}
_RAISED = _letters("<super>") | {"-": "⁻", "∘": "°", "*": "*", "′": "′"}
_LOWERED = _letters("<sub>") | {"-": "₋"}
