"""The tags: the topics that the site files the article under."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.languages.names import NAMED, any_of
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Line, Page
from newsclean.stages.teasers import BODY_WORDS, last_of_body

MOST = 20
"""More items are the site's index, not the article's tags."""

TAG_WORDS, UNSPACED_WORDS = 5, 7
"""Words of a tag, and of one in a script without spaces."""

SINGLE_WORDS = 3
"""A longer single item behind a label may be several tags without a sign between."""

AVERAGE = 3.5
"""Items of more words on average are headlines."""

TIGHT = 2.5
"""The same where a longer line follows directly, so that the items may be the first of a list of headlines."""

SURE = 2
"""Tags without which a list proves nothing that no rule knows."""

NEAR = 25
"""Lines behind the body within which a label without a colon stands; further down it heads a menu of the site."""

ABOVE = 8
"""Lines above the first paragraph in which tags may stand on the label's line."""

LONGEST = 500
"""Characters of a line of tags."""

FOREIGN = frozenset(
    {"advertising", "audio", "byline", "caption", "comments", "cookies", "copyright", "counter", "credit", "headline"}
    | {"interface", "login", "notice", "share", "subscribe", "timestamp", "url"}
)
"""Categories that are no tags, be it surely or perhaps."""

SEPARATOR = regex.compile(r"\s?[,;|•·、，；]\s?|\s/\s|\s(?=#)")
HASHTAGS = regex.compile(r"(?:#(?=[\p{N}_]{0,20}\p{L})[\p{L}\p{M}\p{N}_]{2,40}[\s,]{0,3}){1,20}")
LINK = regex.compile(r"(?<!!)\[([^\[\]]{1,80})\]\(")
COUNT = regex.compile(r"\s?\(\d{1,6}\)$")
COLONS = ":："
TRIM = " #*•·–—-,;.|[]»«+\t"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tags and the lines they take; `known` where one of the lines is known to be a list of tags."""

    lines: tuple[Line, ...]
    tags: tuple[str, ...]
    known: bool


@dataclass(frozen=True)
class Seen:
    """A page and the removals and hints on each of its lines."""

    page: Page

    @cached_property
    def marks(self) -> dict[int, list[Remove]]:
        """Removals and hints by line."""
        found: dict[int, list[Remove]] = {}
        for mark in self.page.marks:
            if isinstance(mark, Remove):
                found.setdefault(mark.line, []).append(mark)
        return found

    def categories(self, number: int) -> frozenset[str]:
        """What a line is taken for, surely or perhaps."""
        return frozenset(mark.category for mark in self.marks.get(number, ()))

    def is_foreign(self, number: int) -> bool:
        """Whether a line is known as something else: of another category, or a label or button that a rule knows."""
        return any(
            mark.category in FOREIGN or (mark.stage in ("phrases", "shapes") and not mark.evidence)
            for mark in self.marks.get(number, ())
        )

    def is_section(self, number: int) -> bool:
        """Whether the rules know a line as a link of a menu."""
        return any(mark.category == "navigation" and mark.stage != "teasers" for mark in self.marks.get(number, ()))

    def is_known(self, number: int) -> bool:
        """Whether a rule has taken the line for tags."""
        return any(mark.category == "tags" and not mark.evidence for mark in self.marks.get(number, ()))


@cache
def labels(*codes: str) -> frozenset[str]:
    """What stands alone on the line above the tags, as keys."""
    return frozenset(words.key(cue.removesuffix(NAMED)) for code in codes for cue in cues(code))


@cache
def named(*codes: str) -> tuple[str, ...]:
    """The labels that need no colon, folded."""
    return tuple(words.folded(cue.removesuffix(NAMED)) for code in codes for cue in cues(code) if cue.endswith(NAMED))


@cache
def patterns(*codes: str) -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """A label and tags behind it on one line; the same glued behind other words, in capitals."""
    all_cues = tuple(cue for code in codes for cue in cues(code))
    bare = any_of(tuple(cue.removesuffix(NAMED) for cue in all_cues))
    named = any_of(tuple(cue.removesuffix(NAMED) for cue in all_cues if cue.endswith(NAMED)))
    behind = rf"(?:(?i:{bare})\s?[{COLONS}]|(?i:{named})(?=\s))\s{{0,3}}(?P<tags>\S.{{0,400}})"
    return regex.compile(rf"[^\w#]{{0,4}}{behind}"), regex.compile(rf"(?<=[\p{{Ll}}\d])(?=\p{{Lu}}){behind}")


def cues(code: str) -> tuple[str, ...]:
    """The labels of a language."""
    return loader.entries(f"{code}/tag-cues.txt")


def tags(page: Page) -> Iterator[Mark]:
    """Find the article's tags, and remove them with their label.

    Seen where: below the last paragraph of every third page, "Tags: mill, fire", or "Topics" and a line each, or
    "#mill #fire"; at times on one line above the first. Removes label and tags. Spares what stands between
    paragraphs, hashtags in a sentence, lists that announce something else or hold more than a few words an item, and
    the site's own index of topics, which is longer.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said. " * 3
    >>> page = Page.of(f"{prose}\\nTags: mills, fire\\nShare")
    >>> [mark.value for mark in tags(page) if isinstance(mark, Found)]
    ['mills', 'fire']
    """
    base = page.language.split("-", maxsplit=1)[0]
    codes = loader.languages() if base == "und" else tuple(dict.fromkeys((base, "en")))
    last, _ = last_of_body(page)
    if (
        sum(line.words for line in page.lines[: last + 1] if line.prose and line.number not in page.removed)
        < BODY_WORDS
    ):
        return
    seen = Seen(page)
    tagged = below(seen, last, codes) or above(seen, codes)
    if tagged is None:
        return
    for line in tagged.lines:
        if line.number not in page.settled:
            yield Remove(line.number, 0, len(line.text), "tags", "tags.list")
    for tag in tagged.tags:
        yield Found("tags", tag, tagged.lines[0].number, "tags.list")


def below(seen: Seen, last: int, codes: tuple[str, ...]) -> Tagged | None:
    """The first tags behind the last line of the body."""
    heads = labels(*codes)
    for line in seen.page.lines[last + 1 :]:
        if len(line.text) > LONGEST:
            continue
        tagged = None
        if line.key in heads and (line.number - last <= NEAR or line.text.endswith(tuple(COLONS))):
            tagged = listed(seen, line, heads)
        elif "#" in line.text and HASHTAGS.fullmatch(line.text.strip()):
            tagged = hashtags(seen.page, line)
        elif (
            ":" in line.text or "：" in line.text or line.folded.startswith(named(*codes)) or seen.is_known(line.number)
        ):
            tagged = inline(seen, line, codes)
        if tagged:
            return tagged
    return None


def above(seen: Seen, codes: tuple[str, ...]) -> Tagged | None:
    """Tags on one line with their label, shortly above the first paragraph."""
    first = next((line.number for line in seen.page.lines if line.prose and line.number not in seen.page.removed), 0)
    near = seen.page.lines[max(0, first - ABOVE) : first]
    return next((tagged for line in near if (tagged := inline(seen, line, codes)) and tagged.known), None)


def inline(seen: Seen, line: Line, codes: tuple[str, ...]) -> Tagged | None:
    """The tags behind a label on one line."""
    start, glued = patterns(*codes)
    known = seen.is_known(line.number)
    match = start.fullmatch(line.text) or (glued.search(line.text) if known else None)
    if not match or "comments" in seen.categories(line.number) or (line.prose and not known):
        return None
    items = SEPARATOR.split(match["tags"])
    if len(items) == 1 and "](" in line.raw:
        items = LINK.findall(line.raw[:LONGEST])
    found = cleaned(items)
    if not found or not all(map(is_tag, found)) or len(found) > MOST:
        return None
    if len(found) < SURE and (not known or words.count(found[0]) > SINGLE_WORDS):
        return None
    return Tagged((line,), found, known)


def listed(seen: Seen, label: Line, heads: frozenset[str]) -> Tagged | None:
    """The tags on the lines behind a label, or on the one line behind it."""
    behind = seen.page.lines[label.number + 1 : label.number + 2 * MOST + 3]
    row = SEPARATOR.split(behind[0].text) if behind and len(behind[0].text) <= LONGEST else []
    found = cleaned(row)
    if len(found) >= SURE and all(map(is_tag, found)) and not FOREIGN & seen.categories(behind[0].number):
        return Tagged((label, behind[0]), found, True) if len(found) <= MOST else None
    lines, stop = run(seen, behind, heads)
    found = cleaned([line.text for line in lines if words.has_words(line.text)])
    colon = label.text.rstrip().endswith(tuple(COLONS))
    average = sum(map(words.count, found)) / len(found) if found else AVERAGE
    sections = sum(seen.is_section(line.number) for line in lines)
    likely = average <= (TIGHT if stop == "long" else AVERAGE) and sections * 2 <= len(found) <= MOST
    if not likely or (len(found) < SURE and (stop == "long" or not (colon or seen.is_known(label.number)))):
        return None
    return Tagged((label, *lines), found, True)


def run(seen: Seen, behind: tuple[Line, ...], heads: frozenset[str]) -> tuple[list[Line], str]:
    """The lines of tags behind a label, and what ends them: known cruft, a blank line, a longer line, the page's end.

    A blank line ends them where none stood before; where a comma stood between two, the first without one does.
    """
    lines: list[Line] = []
    commas, comma = False, True
    for line in behind:
        if not words.has_words(line.text):
            commas = comma = True
            lines.append(line)
            continue
        tag = line.text.strip(TRIM)
        button = line.folded.rsplit(maxsplit=1)[-1] in heads
        if seen.is_foreign(line.number) or button or tag.isdigit() or (commas and not comma):
            return lines, "cruft"
        if lines and line.gap and not any(above.gap for above in lines):
            return lines, "gap"
        if not is_tag(tag):
            return lines, "long"
        lines.append(line)
        comma = line.text.rstrip().endswith(",")
        commas = commas or comma
    return lines, "end"


def hashtags(page: Page, line: Line) -> Tagged | None:
    """The hashtags of a line that holds nothing else, and of those behind it."""
    lines: list[Line] = []
    for near in page.lines[line.number : line.number + MOST + 1]:
        if not ("#" in near.text and len(near.text) <= LONGEST and HASHTAGS.fullmatch(near.text.strip())):
            break
        lines.append(near)
    found = cleaned([tag for near in lines for tag in near.text.replace(",", " ").split()])
    return Tagged(tuple(lines), found, True) if SURE <= len(found) <= MOST else None


def cleaned(items: list[str]) -> tuple[str, ...]:
    """Tags without signs and counts, each once.

    >>> cleaned(["#mills", " fire (12)", "", "mills"])
    ('mills', 'fire')
    """
    found = (COUNT.sub("", item.strip(TRIM)).strip(TRIM) for item in items)
    return tuple(dict.fromkeys(tag for tag in found if words.has_words(tag)))


def is_tag(text: str) -> bool:
    """Whether a text may be a tag: a few words that end no sentence.

    >>> is_tag("Alden Elementary School"), is_tag("The old mill by the river burned")
    (True, False)
    """
    longest = UNSPACED_WORDS if words.UNSPACED.search(text) else TAG_WORDS
    return 0 < words.count(text) <= longest and text[-1] not in "!?…:："
