"""Sites: what the pages of a site have in common, learned from its pages, used as evidence.

>>> pages = [f"The Mill Post\\nNewest from the valley\\nStory {n} is told in a sentence of twelve words or more.\\n"
...          "Tell us what you saw" for n in range(1, 11)]
>>> profile = SiteProfile().fit(pages)
>>> profile.pages_, profile.lines_["tell us what you saw"]
(10, 10)
"""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from newsclean.template import files
from newsclean.template.common import Template, distinct
from newsclean.template.seen import Seen, identified, readable, remembered

MIN_PAGES, MAX_PAGES = 5, 200
SLACK = 10_000
"""So many lines of pages that were dropped may still be held in memory."""


class SiteProfile:
    """What the pages of one site have in common: learn it from their texts, then `clean(text, site=profile)`.

    Pages are counted by content: near copies of one another (print and mobile versions, the same page again) count
    once. At most `max_pages` are remembered, a random sample that is the same whatever the order: memory is bounded
    however many pages are seen.

    Parameters
    ----------
    min_pages
        So many different pages must be seen before the profile says anything; twice as many before a line goes for
        certain.
    max_pages
        So many pages are remembered.

    Attributes
    ----------
    pages_ : int
        Number of different pages, of those remembered.
    lines_ : dict
        On how many of them each line stands, two at least; lines in the form of `template.keys.key`.
    name_, begins_after_, ends_before_ : str or None
        The site's name as its first lines have it; the lines behind which its articles begin and before which they end.

    Raises
    ------
    ValueError
        Where a number is below 1, or `max_pages` below twice `min_pages`.
    """

    def __init__(self, *, min_pages: int = MIN_PAGES, max_pages: int = MAX_PAGES) -> None:
        if min_pages < 1 or max_pages < 2 * min_pages:
            raise ValueError("min_pages must be 1 or more, and max_pages at least twice as many")
        self.min_pages = min_pages
        self.max_pages = max_pages
        self.decisions: dict[str, str] = {}
        self._seen: dict[int, Seen] = {}
        self._pool: dict[str, str] = {}
        self._known: Template | None = None

    def fit(self, texts: Iterable[str]) -> "SiteProfile":
        """Learn from the texts of a site's pages, and forget what was learned before; gives the profile itself.

        Raises `TypeError` where `texts` is one text, or holds anything but texts.
        """
        self._seen, self._pool, self._known = {}, {}, None
        return self.partial_fit(texts)

    def partial_fit(self, texts: Iterable[str]) -> "SiteProfile":
        """Learn from more pages of the site; gives the profile itself. Raises as `fit`."""
        if isinstance(texts, str):
            raise TypeError("a profile learns from the texts of many pages, not from one text: pass a list of texts")
        for text in texts:
            self.add(text)
        return self

    def add(self, text: str) -> None:
        """Learn from one page. Raises `TypeError` for anything but a text."""
        if not isinstance(text, str):
            raise TypeError(f"a profile learns from texts (str), not {type(text).__name__}: pass the pages' texts")
        page = readable(text)
        if not page.lines:
            return
        identity = identified(page)
        if len(self._seen) >= self.max_pages and identity[0] > max(self._seen):
            return
        if len(self._pool) > 2 * self.size + SLACK:
            self._pool = {line: line for seen in self._seen.values() for line in seen.lines}
        self._put(remembered(page, identity, lambda line: self._pool.setdefault(line, line)))

    def _put(self, seen: Seen) -> None:
        """Remember a page: of pages of the same text the smallest, of all those with the smallest ids."""
        self._seen[seen.id] = min(seen, self._seen.get(seen.id, seen))
        if len(self._seen) > self.max_pages:
            del self._seen[max(self._seen)]
        self._known = None

    def merge(self, other: "SiteProfile") -> "SiteProfile":
        """A profile of the pages of both; neither is changed. The order of merging, and merging twice, do not matter.

        Raises `ValueError` where the two were made with different `min_pages` or `max_pages`.

        >>> one, two = SiteProfile().fit(["The mill burned."]), SiteProfile().fit(["The mill stood empty."])
        >>> one.merge(two) == two.merge(one), one.merge(one) == one
        (True, True)
        """
        for name in ("min_pages", "max_pages"):
            if getattr(self, name) != getattr(other, name):
                values = f"{getattr(self, name)} and {getattr(other, name)}"
                raise ValueError(f"profiles to merge must have the same {name}, these have {values}: learn one anew")
        both = SiteProfile(min_pages=self.min_pages, max_pages=self.max_pages)
        for seen in (*self._seen.values(), *other._seen.values()):
            both._put(seen)
        rows = (*self.decisions.items(), *other.decisions.items())
        for line, decision in sorted(rows, reverse=True):
            both.decisions[line] = min(decision, both.decisions.get(line, decision))
        return both

    @property
    def known(self) -> Template:
        """What stages ask: the different pages and what they share. A value, worked out on first use."""
        if self._known is None or self._known.decisions != self.decisions:
            pages = tuple(distinct(self._seen.values(), self.min_pages))
            self._known = Template(pages, self.min_pages, dict(self.decisions))
        return self._known

    @property
    def pages_(self) -> int:
        """Number of different pages."""
        return self.known.number

    @property
    def lines_(self) -> dict[str, int]:
        """On how many pages each line stands, two at least; the most frequent first."""
        return self.known.counts

    @property
    def name_(self) -> str | None:
        """The site's name, None where it is not known."""
        return self.known.name

    @property
    def begins_after_(self) -> str | None:
        """The line behind which the article begins on most pages."""
        return self.known.begins_after

    @property
    def ends_before_(self) -> str | None:
        """The line before which the article ends on most pages."""
        return self.known.ends_before

    @property
    def size(self) -> int:
        """Number of lines held in memory, counted for each page."""
        return sum(len(seen.lines) for seen in self._seen.values())

    def save(self, path: "str | PathLike[str]", *, whole: bool = False) -> None:
        """Write the profile as JSON. Raises `OSError` where that cannot be done.

        Lines that a single page holds are left out, as they say nothing; with `whole` they are written too, and the
        profile that is loaded is equal to this one: do that with parts that are to be merged.
        """
        stored = files.Stored(self.min_pages, self.max_pages, self._seen, self.decisions)
        files.write(Path(path), stored, self.known, whole)

    @classmethod
    def load(cls, path: "str | PathLike[str]") -> "SiteProfile":
        """Read a profile. Raises `OSError`, or `ValueError` that names the file, the place and what to do."""
        stored = files.read(Path(path))
        try:
            profile = cls(min_pages=stored.min_pages, max_pages=stored.max_pages)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
        profile.decisions.update(stored.decisions)
        for seen in stored.seen.values():
            profile._put(seen)
        return profile

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SiteProfile):
            return NotImplemented
        mine = (self.min_pages, self.max_pages, self.decisions, self._seen)
        return mine == (other.min_pages, other.max_pages, other.decisions, other._seen)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"SiteProfile(pages_={self.pages_}, lines_={len(self.lines_)}, name_={self.name_!r})"
