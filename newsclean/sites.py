"""Many sites: a profile for each host, learned from a stream of pages, kept in a folder."""

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from newsclean.site import MAX_PAGES, MIN_PAGES, SiteProfile
from newsclean.template.common import Template

ENDING = ".json"
MOST_HOST = 200
"""Characters of a host; what is longer is none."""

CACHED = 500
"""Profiles of a folder that are held in memory at once."""

MOST_LINES = 1_000_000
"""So many lines are held in memory while `learn` learns; then it goes on in files."""


def host_of(url: str | None) -> str | None:
    """The host of an address, without "www."; None where there is none.

    >>> host_of("https://www.Example.org:80/a"), host_of("example.org/a"), host_of("http://[x"), host_of(None)
    ('example.org', 'example.org', None, None)
    """
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    host = (host or "").strip(".").removeprefix("www.").encode("utf-8", "replace").decode()
    return host if host and len(quote(host, safe="")) <= MOST_HOST else None


class SiteProfiles:
    """Profiles by host. `clean(text, url=…, site=profiles)` takes the one of the url's host; unknown hosts have none.

    A folder holds a file for each host. `load` reads a profile when it is first asked for.

    >>> profiles = SiteProfiles().fit([("https://www.mill.example/1", "One story."), ("mill.example/2", "Another.")])
    >>> list(profiles), profiles["mill.example"].pages_
    (['mill.example'], 2)
    """

    def __init__(self, *, min_pages: int = MIN_PAGES, max_pages: int = MAX_PAGES) -> None:
        self._empty = SiteProfile(min_pages=min_pages, max_pages=max_pages)
        self._profiles: dict[str, SiteProfile] = {}
        self._files: dict[str, Path] = {}

    def fit(self, pages: Iterable[tuple[str | None, str]]) -> "SiteProfiles":
        """Learn from (url, text) pairs, and forget what was learned before; gives the profiles themselves.

        Pages whose url names no host are passed over. All is held in memory; `learn` is for more.
        """
        self._profiles, self._files = {}, {}
        return self.partial_fit(pages)

    def partial_fit(self, pages: Iterable[tuple[str | None, str]]) -> "SiteProfiles":
        """Learn from more (url, text) pairs; gives the profiles themselves."""
        for url, text in pages:
            if host := host_of(url):
                self.of_host(host).add(text)
        return self

    def of_host(self, host: str) -> SiteProfile:
        """The profile of a host; a new one where there is none."""
        if host not in self:
            self._profiles[host] = self.new()
        elif host in self._files:
            self._profiles[host] = self[host]
            del self._files[host]
        return self._profiles[host]

    def new(self) -> SiteProfile:
        """A profile that has learned nothing yet."""
        return SiteProfile(min_pages=self._empty.min_pages, max_pages=self._empty.max_pages)

    def merge(self, other: "SiteProfiles") -> "SiteProfiles":
        """Profiles of the pages of both; neither is changed. Raises as `SiteProfile.merge`."""
        both = SiteProfiles(min_pages=self._empty.min_pages, max_pages=self._empty.max_pages)
        for host in sorted({*self, *other}):
            mine, others = self.get(host), other.get(host)
            one = mine or others or self.new()
            both._profiles[host] = one.merge(others or one)
        return both

    def save(self, folder: "str | PathLike[str]", *, whole: bool = False) -> None:
        """Write each profile into a folder, which is made where there is none; see `SiteProfile.save`."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        for host in self:
            self[host].save(file_of(folder, host), whole=whole)

    @classmethod
    def load(cls, folder: "str | PathLike[str]") -> "SiteProfiles":
        """The profiles of a folder. Each is read when it is asked for: `OSError` and `ValueError` may come then.

        Raises `OSError` where there is no such folder, `ValueError` where it holds no profile.
        """
        profiles = cls()
        paths = [path for path in sorted(Path(folder).iterdir()) if path.suffix == ENDING]
        if not paths:
            raise ValueError(
                f"{folder} holds no site profiles; make them with `newsclean sites learn … --out {folder}`"
            )
        profiles._files = {unquote(path.name.removesuffix(ENDING)): path for path in paths}
        return profiles

    def get(self, host: str) -> SiteProfile | None:
        """The profile of a host, None where there is none."""
        return self[host] if host in self else None  # noqa: SIM401

    def __getitem__(self, host: str) -> SiteProfile:
        if host in self._profiles:
            return self._profiles[host]
        if host not in self._files:
            raise KeyError(f"no profile of the host {host!r}; there are {', '.join(list(self)[:20]) or 'none'}")
        kept = [other for other in self._profiles if other in self._files]
        if len(kept) >= CACHED:
            del self._profiles[kept[0]]
        self._profiles[host] = profile = SiteProfile.load(self._files[host])
        return profile

    def __contains__(self, host: object) -> bool:
        return host in self._profiles or host in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._profiles, *self._files}))

    def __len__(self) -> int:
        return len({*self._profiles, *self._files})

    def __repr__(self) -> str:
        return f"SiteProfiles({len(self)} hosts)"


def file_of(folder: "str | PathLike[str]", host: str) -> Path:
    """The file of a host's profile.

    >>> file_of("sites", "bücher.example").name, file_of("sites", "..").name
    ('b%C3%BCcher.example.json', '...json')
    """
    return Path(folder) / f"{quote(host, safe='')}{ENDING}"


class Learned(NamedTuple):
    """What `learn` did: hosts with a profile now, hosts with too few pages, pages whose url names no host."""

    hosts: tuple[str, ...]
    left_out: int
    hostless: int


def learn(
    pages: Iterable[tuple[str | None, str]],
    folder: "str | PathLike[str]",
    *,
    min_pages: int = MIN_PAGES,
    max_pages: int = MAX_PAGES,
    most_lines: int = MOST_LINES,
) -> Learned:
    """Learn profiles from a stream of (url, text) pairs into a folder, in bounded memory.

    Profiles that are there are learned further; what a person decided in them stays. Hosts with fewer than `min_pages`
    pages get none. Raises `OSError`, and `ValueError` where a profile that is there is malformed or was made with
    other numbers of pages.
    """
    with TemporaryDirectory(prefix="newsclean-") as spill:
        hosts = ((host_of(url), text) for url, text in pages)
        hostless = learn_whole(hosts, spill, min_pages=min_pages, max_pages=max_pages, most_lines=most_lines)
        return Learned(*gathered(Path(spill), Path(folder), min_pages), hostless)


def learn_whole(
    pages: Iterable[tuple[str | None, str | SiteProfile]],
    folder: "str | PathLike[str]",
    *,
    min_pages: int = MIN_PAGES,
    max_pages: int = MAX_PAGES,
    most_lines: int = MOST_LINES,
) -> int:
    """Learn profiles from (host, text) pairs into whole files, which are to be merged, in bounded memory.

    In the place of a text a profile may stand, a part that was learned elsewhere. Gives the number of pages without a
    host. Raises as `learn`.
    """
    hostless = held = 0
    profiles = SiteProfiles(min_pages=min_pages, max_pages=max_pages)
    for host, given in pages:
        if host is None:
            hostless += 1
            continue
        profile = profiles.of_host(host)
        before = profile.size
        if isinstance(given, SiteProfile):
            profiles._profiles[host] = profile = profile.merge(given)
        else:
            profile.add(given)
        held += profile.size - before
        if held > most_lines:
            spilled(profiles, folder)
            profiles, held = SiteProfiles(min_pages=min_pages, max_pages=max_pages), 0
    spilled(profiles, folder)
    return hostless


def spilled(profiles: SiteProfiles, folder: "str | PathLike[str]") -> None:
    """Merge profiles into the files of a folder, nothing left out."""
    for host in profiles:
        merged(profiles[host], file_of(folder, host)).save(file_of(folder, host), whole=True)


def merged(profile: SiteProfile, path: Path) -> SiteProfile:
    """A profile with what a file holds, where there is one."""
    if not path.exists():
        return profile
    try:
        return profile.merge(SiteProfile.load(path))
    except ValueError as error:
        raise ValueError(str(error) if str(path) in str(error) else f"{path}: {error}") from error


def gathered(spill: Path, folder: Path, min_pages: int) -> tuple[tuple[str, ...], int]:
    """Move the profiles of enough pages into a folder; (their hosts, how many others there are)."""
    folder.mkdir(parents=True, exist_ok=True)
    hosts, left_out = [], 0
    for path in sorted(spill.iterdir()):
        profile = merged(SiteProfile.load(path), folder / path.name)
        if profile.pages_ < min_pages:
            left_out += 1
            continue
        profile.save(folder / path.name)
        hosts.append(unquote(path.name.removesuffix(ENDING)))
    return tuple(hosts), left_out


def template_of(site: SiteProfile | SiteProfiles | None, url: str | None) -> Template | None:
    """What stages ask of the site of a page. Raises `TypeError` for anything but a profile or profiles."""
    if site is None:
        return None
    if isinstance(site, SiteProfile):
        return site.known
    if isinstance(site, SiteProfiles):
        profile = site.get(host_of(url) or "")
        return profile.known if profile else None
    raise TypeError(
        f"site must be a SiteProfile or SiteProfiles, not {type(site).__name__}: SiteProfile.load(path) reads one"
    )
