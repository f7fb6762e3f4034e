"""Offsets of a rewritten line, told in the line as it came."""

from bisect import bisect_right

import regex

TOKEN = regex.compile(r"\S+")
WINDOW = 80
"""How far, in characters, a token is looked for behind the one before it."""

Anchors = tuple[list[int], list[int]]


def anchors(text: str, raw: str) -> Anchors:
    """Pairs of offsets (in `text`, in `raw`) at which the two surely agree, in order.

    Tokens of the text are looked for one after the other; each is found or passed over, so the cost is linear.

    >>> anchors("a fine day", "a  fin\\u00ade day")
    ([0, 1, 7, 10], [0, 1, 9, 12])
    """
    inside, outside, position = [0], [len(raw) - len(raw.lstrip())], 0
    for match in TOKEN.finditer(text):
        token = match.group()
        place = raw.find(token, position, position + len(token) + WINDOW)
        if place < 0:
            continue
        position = place + len(token)
        for mine, theirs in ((match.start(), place), (match.end(), position)):
            if mine > inside[-1] and theirs >= outside[-1]:
                inside.append(mine)
                outside.append(theirs)
    if inside[-1] < len(text):
        inside.append(len(text))
        outside.append(max(len(raw.rstrip()), outside[-1]))
    return inside, outside


def to_raw(offset: int, pairs: Anchors) -> int:
    """The offset in the raw line; between two anchors it moves with the nearer text before it.

    >>> to_raw(3, anchors("a fine day", "a  fin\\u00ade day")), to_raw(7, ([0, 1, 7, 10], [0, 1, 9, 12]))
    (3, 9)
    """
    inside, outside = pairs
    place = bisect_right(inside, offset) - 1
    shift = outside[place] + offset - inside[place]
    return min(shift, outside[place + 1]) if place + 1 < len(outside) else shift
