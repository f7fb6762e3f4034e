"""`newsclean sites`: learn what the pages of sites have in common, and show it."""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from newsclean.site import SiteProfile
    from newsclean.sites import SiteProfiles
    from newsclean.template.common import Template

SHOWN = 100
"""Lines of a profile that are shown; the file holds all."""


def add_sites(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command with its two parts."""
    about = "Learn what the pages of sites have in common, or show what was learned of one."
    parts = commands.add_parser("sites", help="learn profiles of sites, or show one", description=about)
    actions = parts.add_subparsers(dest="action", metavar="ACTION", required=True)
    learn = actions.add_parser(
        "learn",
        help="learn profiles from pages",
        description="Learn a profile of each host from pages, one JSON object a line. Profiles that are in the folder "
        "are learned further; what a person decided in them stays.",
    )
    learn.add_argument("pages", metavar="PAGES", nargs="+", help="JSON lines; .gz is read as gzip, - is stdin")
    learn.add_argument("--out", metavar="DIR", required=True, help="the folder of profiles, a file for each host")
    learn.add_argument("--url", metavar="FIELD", default="url", help="the field that holds the address; default: url")
    learn.add_argument(
        "--text",
        metavar="FIELD",
        default="text",
        help="the field that holds the text; text.html_text where text is an object that holds it; default: text",
    )
    learn.add_argument("--min-pages", metavar="N", type=int, default=5, help="pages that a site must have; default: 5")
    learn.add_argument("--max-pages", metavar="N", type=int, default=200, help="pages to remember; default: 200")
    show = actions.add_parser("show", help="show a profile", description="Show what is known of a site.")
    show.add_argument("host", metavar="HOST", help="for example example.org, or a page's address")
    show.add_argument("--dir", metavar="DIR", required=True, help="the folder of profiles")


def sites(options: argparse.Namespace) -> str:
    """Learn or show; what is printed. Raises `ValueError` that names the file and says what to do."""
    try:
        if options.action == "show":
            return "\n".join(shown(options.host, profile(options.host, options.dir)))
        return learned_of(options)
    except OSError as error:
        raise ValueError(f"{error.filename or 'a file'}: {error.strerror or error}") from error


def learned_of(options: argparse.Namespace) -> str:
    """Learn profiles; the hosts that have one now."""
    from newsclean.sites import learn

    learned = learn(rows(options), options.out, min_pages=options.min_pages, max_pages=options.max_pages)
    if learned.left_out:
        print(f"hosts with fewer than {options.min_pages} different pages: {learned.left_out}", file=sys.stderr)
    if learned.hostless:
        print(f"pages whose {options.url!r} names no host: {learned.hostless}", file=sys.stderr)
    if not learned.hosts:
        raise ValueError(f"no host has {options.min_pages} different pages; give more pages, or a lower --min-pages")
    return "\n".join(learned.hosts)


def rows(options: argparse.Namespace) -> Iterator[tuple[str | None, str]]:
    """(url, text) of each page of the files, in order."""
    for name in options.pages:
        if name == "-":
            yield from read(sys.stdin, "standard input", options)
            continue
        path = Path(name)
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from read(lines, name, options)


def read(lines: "TextIO | Any", name: str, options: argparse.Namespace) -> Iterator[tuple[str | None, str]]:
    """(url, text) of each page of a file. Raises `ValueError` that names file and line where one is no page."""
    number = 0
    try:
        for line in lines:
            number += 1
            if line.strip():
                page = json.loads(line)
                yield url_of(page, options.url), text_of(page, options.text)
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{name}, behind line {number}: not UTF-8; convert it first, for example with iconv"
        ) from error
    except (EOFError, gzip.BadGzipFile) as error:
        raise ValueError(f"{name}, behind line {number}: {error}; is it whole, and made with gzip?") from error
    except ValueError as error:
        raise ValueError(f"{name}, line {number}: {error}") from error


def url_of(page: Any, field: str) -> str | None:
    """The address of a page, None where it has none."""
    if not isinstance(page, dict):
        raise ValueError("a page must be a JSON object with an address and a text")
    url = page.get(field)
    return url if isinstance(url, str) else None


def text_of(page: dict[str, Any], field: str) -> str:
    """The text of a page; "" where its value is null. A field within a field is named with a point between."""
    value: Any = page
    for name in field.split("."):
        if not isinstance(value, dict) or name not in value:
            known = ", ".join(value) if isinstance(value, dict) else "no fields"
            raise ValueError(f"there is no field {name!r}, but {known}; name the one that holds the text with --text")
        value = value[name]
    if isinstance(value, dict):
        choice = f"{field}.{next(iter(value), 'NAME')}"
        raise ValueError(f"{field!r} holds {', '.join(value) or 'nothing'}; choose one, for example --text {choice}")
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{field!r} must be a text, not {type(value).__name__}; name another field with --text")
    return value or ""


def profile(host: str, folder: str) -> "SiteProfile":
    """The profile of a host. Raises `ValueError` that lists hosts where there is none."""
    from newsclean.sites import SiteProfiles, host_of

    profiles = SiteProfiles.load(folder)
    found = profiles.get(host_of(host) or host)
    if found is None:
        raise ValueError(f"{folder} holds no profile of {host}; {close(host, profiles)}")
    return found


def close(host: str, profiles: "SiteProfiles") -> str:
    """Which hosts there are, those that look alike first."""
    from difflib import get_close_matches

    likely = get_close_matches(host, list(profiles), 3)
    return f"did you mean {', '.join(likely)}?" if likely else f"it holds {', '.join(list(profiles)[:10])} …"


def shown(host: str, found: "SiteProfile") -> Iterator[str]:
    """A profile, line by line: how often each line was seen, and what comes of it."""
    known = found.known
    few = "" if known.speaks else f" (fewer than {found.min_pages}: nothing is said yet)"
    yield f"{host}: {known.number} different pages{few}"
    for label, value in (
        ("name", known.name),
        ("begins after", known.begins_after),
        ("ends before", known.ends_before),
    ):
        if value:
            yield f"{label}: {value}"
    lines = {**dict.fromkeys(known.decisions or {}, 0), **known.counts}
    for line in sorted(lines, key=lambda line: (-lines[line], line))[:SHOWN]:
        yield f"{lines[line]:>5}  {outcome(known, line):<8}  {line}"
    if len(lines) > SHOWN:
        yield f"… and {len(lines) - SHOWN} more in the file"


def outcome(known: "Template", line: str) -> str:
    """What comes of a line: a decision of a person's, certain beside other cruft or anywhere, evidence, or nothing."""
    from newsclean.stages.site import ALONE, BESIDE, LEAST

    if decision := known.decision(line):
        return decision
    share = known.share(line)
    if known.settles and share >= BESIDE:
        return "certain" if share >= ALONE else "beside"
    return f"{share:.2f}" if share >= LEAST else "-"


def loaded(folder: str | None, url: str | None) -> "SiteProfiles | None":
    """The profiles of a folder, where one is named. Raises `ValueError` where the page's address is not given."""
    if folder is None:
        return None
    from newsclean.sites import SiteProfiles

    if not url:
        raise ValueError("--sites needs --url: its host tells which profile to use")
    return SiteProfiles.load(folder)
