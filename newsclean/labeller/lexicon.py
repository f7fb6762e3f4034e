"""What a lexicon says of a line: the weights of its words, by the line's length and the words' place in it."""

from typing import NamedTuple

from newsclean.labeller.tokens import FIRST, Tokens, pairs_of, size_of

SIZES = ("s", "m", "L")
SIGNS = ("|", "||", "^", "$")


class Tables(NamedTuple):
    """The weights by kind of key, the first four for each length of line: see `tokens.keys`."""

    single: dict[str, dict[str, float]]
    pair: dict[str, dict[str, float]]
    first: dict[str, dict[str, float]]
    last: dict[str, dict[str, float]]
    begin: dict[str, float]
    three: dict[str, float]
    whole: dict[str, float]


class Score(NamedTuple):
    """What a lexicon says of a line: log-odds that it is body, and the smallest and largest weight in it."""

    total: float
    lowest: float
    highest: float


GONE = Score(-3.0, -3.0, 0.0)
"""What stands for the score of a line that rules took: it is not looked up."""


def tables_of(weights: dict[str, float]) -> Tables:
    """The weights of a lexicon, parted by kind of key: no key has to be put together to be looked up.

    Raises `ValueError` for a key of no known form.

    >>> tables_of({"s|more": -1.0, "^read": -2.0}).single["s"]
    {'more': -1.0}
    """
    signs: dict[str, dict[str, dict[str, float]]] = {sign: {size: {} for size in SIZES} for sign in SIGNS}
    found = Tables(signs["|"], signs["||"], signs["^"], signs["$"], {}, {}, {})
    for key, weight in weights.items():
        if key.startswith("^^"):
            found.three[key[2:]] = weight
        elif key.startswith("^"):
            found.begin[key[1:]] = weight
        elif key.startswith("="):
            found.whole[key[1:]] = weight
        else:
            sign = "||" if key.startswith("||", 1) else key[1:2]
            if sign not in SIGNS or key[0] not in SIZES:
                raise ValueError(f"the lexicon has the key {key!r:.40}, which is of no known form")
            signs[sign][key[0]][key[1 + len(sign) :]] = weight
    return found


def score(line: Tokens, tables: Tables, bias: float) -> Score:
    """The score of a line by the weights of the keys that are known.

    >>> from newsclean.labeller.tokens import tokens
    >>> score(tokens("Read more"), tables_of({"^read": -2.0, "s|more": -1.0}), 0.5).lowest
    -2.0
    """
    found = line.tokens
    if not found:
        return Score(bias, 0.0, 0.0)
    size = size_of(line)
    single, pair = tables.single[size], tables.pair[size]
    known = [single[token] for token in dict.fromkeys(found[:FIRST]) if token in single]
    known += [pair[two] for two in pairs_of(found) if two in pair]
    places = [(tables.first[size], found[0]), (tables.last[size], found[-1]), (tables.begin, found[0])]
    if len(found) > 1:
        places.append((tables.three, " ".join(found[:3])))
    if size == "s":
        places.append((tables.whole, " ".join(found)))
    known += [table[key] for table, key in places if key in table]
    if not known:
        return Score(bias, 0.0, 0.0)
    return Score(bias + sum(known) / len(known) ** 0.5, min(0.0, *known), max(0.0, *known))
