"""Profiles of sites: what is learned, what it is worth, and what it must not take."""

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import newsclean
from newsclean import Page, Pipeline, Remove, SiteProfile, SiteProfiles
from newsclean.sites import learn
from newsclean.stages.site import site
from newsclean.template.seen import MOST_LINES
from tests.site_pages import COOKIES, FOOT, MENU, article, page
from tests.strategies import LINES

RULES = Pipeline.rules_only()
PROFILE = SiteProfile().fit(page(seed) for seed in range(20))


def rows(text: str) -> list[str]:
    """The lines that hold something."""
    return [line for line in text.split("\n") if line]


def marks(text: str, profile: SiteProfile = PROFILE) -> dict[str, Remove]:
    """What the stage says of each line, by the line's text."""
    seen = Page.of(text, site=profile.known)
    return {seen.lines[mark.line].text: mark for mark in site(seen) if isinstance(mark, Remove)}


def test_lines_are_counted_by_different_pages() -> None:
    assert PROFILE.pages_ == 20
    assert all(PROFILE.lines_[line.lower()] == 20 for line in (*MENU, *FOOT))
    assert list(PROFILE.lines_.values()) == sorted(PROFILE.lines_.values(), reverse=True)


def test_a_site_s_own_lines_go_and_the_article_stays() -> None:
    headline, body = article(99)
    cleaned = RULES.run(page(99), site=PROFILE)
    assert rows(cleaned.body) == [*body, COOKIES]
    assert cleaned.metadata.title == headline
    assert {r.rule for r in cleaned.removals if r.stage == "site"} == {"site.line"}
    assert any(line in RULES.run(page(99)).body for line in FOOT)


def test_it_learns_the_name_and_where_articles_stand() -> None:
    profile = SiteProfile().fit(page(seed, cookies="") for seed in range(20))
    assert (profile.name_, profile.ends_before_) == ("The Valley Post", FOOT[0].lower())
    assert newsclean.clean(page(99), site=PROFILE).metadata.site_name == "The Valley Post"


def test_the_browser_s_title_goes_where_the_site_s_name_is_known() -> None:
    headline, body = article(99)
    text = "\n".join([f"{headline} - The Valley Post", *body])
    assert rows(RULES.run(text).body) == rows(text)
    cleaned = RULES.run(text, site=PROFILE)
    assert (rows(cleaned.body), cleaned.metadata.title) == (body, headline)


def test_the_share_is_evidence_with_its_number() -> None:
    sometimes = [page(seed, foot=("Boats for sale today", *FOOT) if seed % 2 else FOOT) for seed in range(20)]
    found = marks(page(99, foot=("Boats for sale today", *FOOT)), SiteProfile().fit(sometimes))
    assert found["Boats for sale today"].evidence
    assert found["Boats for sale today"].confidence == pytest.approx(0.33, abs=0.01)
    assert not found[FOOT[0]].evidence


def test_what_is_new_behind_the_article_s_place_is_a_hint() -> None:
    profile = SiteProfile().fit(page(seed, cookies="") for seed in range(20))
    found = marks(page(99, foot=(*FOOT, "Quarry to open at last")), profile)
    assert (found["Quarry to open at last"].rule, found["Quarry to open at last"].evidence) == ("site.outside", True)


def test_it_says_nothing_of_few_pages_and_takes_nothing_on_thin_evidence() -> None:
    four, seven = (SiteProfile().fit(page(seed) for seed in range(number)) for number in (4, 7))
    assert marks(page(99), four) == {}
    assert set(MENU) <= set(marks(page(99), seven))
    assert all(mark.evidence for mark in marks(page(99), seven).values())


def column(seed: int) -> str:
    """A page of a columnist's: the same table head and the same last sentence each week, under a dateline."""
    headline, body = article(seed)
    table = ["Club\tGames\tPoints", f"Mill United\t{seed + 3}\t{2 * seed + 1}"]
    rows = [headline, *MENU, "PORT BRENNA (Meridian) —", *body, *table, body[0][::-1], "And that is how it goes."]
    return "\n".join([*rows, *FOOT])


@pytest.mark.parametrize("number", [5, 9, 20])
def test_sentences_datelines_and_table_heads_stay(number: int) -> None:
    profile = SiteProfile().fit(column(seed) for seed in range(number))
    for pipeline in (RULES, Pipeline.default()) if number < 10 else (RULES,):
        body = pipeline.run(column(99), site=profile).body
        assert "And that is how it goes." in body
        assert "Club\tGames\tPoints" in body
        assert "PORT BRENNA (Meridian) —" in body


def test_a_headline_that_other_pages_promote_is_not_taken_from_its_own() -> None:
    headline, body = article(99)
    pages = [page(seed, foot=("Most read in the valley", headline, *FOOT)) for seed in range(30)]
    profile = SiteProfile().fit(pages)
    assert profile.lines_[newsclean.words.key(headline)] == 30
    text = page(99, foot=("Most read in the valley", headline, *FOOT))
    assert RULES.run(text, site=profile).metadata.title == headline
    assert all(mark.evidence for text, mark in marks(text, profile).items() if text == headline)
    assert rows(RULES.run("\n".join(body), site=profile).body) == body


def test_lines_that_differ_in_numbers_and_dates_count_as_one() -> None:
    foot = [(f"{7 * seed + 1} letters to us", f"Printed {seed + 1} May 2031, 14:{seed + 10}") for seed in range(20)]
    profile = SiteProfile().fit(page(seed, foot=(*foot[seed], *FOOT)) for seed in range(20))
    assert profile.lines_["0 letters to us"] == profile.lines_["printed 0"] == 20
    taken = marks(page(99, foot=("3 letters to us", "Printed 30 June 2032, 9:15", *FOOT)), profile)
    assert not taken["3 letters to us"].evidence
    # Numbered headings are a series, whatever other pages hold; a date, a time or a score alone is no line of a site's.
    assert all(m.evidence for t, m in marks("3 letters to us\n4 letters to us\n5 letters to us", profile).items())
    assert marks("6 May 2031\n14:10\n7:2", profile) == {}


def test_labels_with_names_behind_them_are_evidence() -> None:
    names = ["Ann Roe", "Bo Vance", "Cy Young", "Di Prince"]
    profile = SiteProfile().fit(page(seed, foot=(f"Drawn by: {names[seed % 4]}", *FOOT)) for seed in range(20))
    found = marks(page(99, foot=("Drawn by: Ed Stone", *FOOT)), profile)["Drawn by: Ed Stone"]
    assert (found.rule, found.evidence) == ("site.line", True)
    assert found.confidence > 0.8


def test_near_copies_count_once() -> None:
    headline, body = article(7)
    copies = [
        "\n".join([f"{headline} {form}", *body[: 4 - n % 2], form, f"{form} page"]) for n, form in enumerate(MENU)
    ]
    copies += ["\n".join([headline, *body, *article(n)[1][:2]]) for n in range(20, 40)]  # the same with other comments
    profile = SiteProfile().fit(copies)
    assert profile.pages_ == 1
    assert profile.lines_ == {}
    both = SiteProfile().fit([*copies, *(page(seed) for seed in range(10, 16))])
    assert both.pages_ == 7
    assert all(newsclean.words.key(line)[:20] not in " ".join(both.lines_) for line in (headline, *body))


def test_a_notice_on_cookies_makes_no_copies() -> None:
    short = [f"{article(n)[0]} - Post\n{COOKIES}\n{COOKIES[::-1]} Yes.\n{article(n)[1][0]}" for n in range(12)]
    profile = SiteProfile().fit(short)
    assert profile.pages_ == 12
    notice = marks(short[3], profile)[COOKIES]
    assert notice.evidence
    assert notice.confidence > 0.7


def test_an_article_that_was_learned_from_stays_whole() -> None:
    for seed in range(20):
        assert all(paragraph in RULES.run(page(seed), site=PROFILE).body for paragraph in article(seed)[1])


# Order and parts.

SMALL = st.lists(st.lists(LINES, min_size=1, max_size=8).map("\n".join), max_size=8)


@settings(max_examples=60)
@given(SMALL, SMALL, SMALL)
def test_merging_is_associative_commutative_and_idempotent(one: list[str], two: list[str], three: list[str]) -> None:
    a, b, c = (SiteProfile(min_pages=2, max_pages=6).fit(texts) for texts in (one, two, three))
    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
    assert a.merge(a) == a
    assert a.merge(b) == SiteProfile(min_pages=2, max_pages=6).fit([*two, *one])
    assert a.merge(b).lines_ == b.merge(a).lines_


MILL = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."


@settings(max_examples=40)
@given(SMALL, SMALL)
@example(
    [
        f"Subscribe\n{MILL}\n„Wir haben alles verloren“, sagte der Müller am Samstag dem Reporter dieser Zeitung.",
        f"Subscribe\nWhat is left\n{MILL}\nМельница у реки сгорела в ночь на субботу, сообщили в полиции области.",
    ],
    [],
)
def test_whole_files_give_back_the_profile(one: list[str], two: list[str]) -> None:
    from tempfile import TemporaryDirectory

    a, b = (SiteProfile(min_pages=2, max_pages=6).fit(texts) for texts in (one, two))
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.json")
        a.save(file, whole=True)
        assert SiteProfile.load(file) == a
        a.save(file)
        short = SiteProfile.load(file)
    # Without `whole` lines of a single page are missing: no count of a later merge is too high, none by more than one.
    assert (short.pages_, short.lines_) == (a.pages_, a.lines_)
    full, less = a.merge(b).lines_, short.merge(b).lines_
    assert all(less.get(line, 1) in (count, count - 1) for line, count in full.items())
    assert less.keys() <= full.keys()


def test_merging_keeps_decisions_and_keep_beats_remove() -> None:
    one, two = SiteProfile(), SiteProfile()
    one.decisions.update({"a line": "remove", "mine": "remove"})
    two.decisions["a line"] = "keep"
    assert one.merge(two).decisions == two.merge(one).decisions == {"a line": "keep", "mine": "remove"}


def test_profiles_of_other_settings_do_not_merge() -> None:
    with pytest.raises(ValueError, match="same min_pages, these have 5 and 3"):
        SiteProfile().merge(SiteProfile(min_pages=3))
    with pytest.raises(ValueError, match="at least twice"):
        SiteProfile(max_pages=6)


def test_fit_forgets_and_partial_fit_does_not() -> None:
    profile = SiteProfile()
    assert profile.fit([page(1), page(2)]) is profile
    assert profile.partial_fit([page(3)]).pages_ == 3
    assert profile.fit([page(1)]).pages_ == 1
    assert pickle.loads(pickle.dumps(PROFILE)) == PROFILE


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: SiteProfile().fit("one text"), "a list of texts"),
        (
            lambda: SiteProfile().fit([None]),  # type: ignore[list-item]
            "texts .str., not NoneType",
        ),
        (
            lambda: newsclean.clean("x", site="sites/"),  # type: ignore[arg-type]
            "SiteProfile.load",
        ),
    ],
)
def test_what_is_no_text_or_profile_raises_with_a_remedy(call: object, why: str) -> None:
    with pytest.raises(TypeError, match=why):
        call()  # type: ignore[operator]


# Files.


def test_a_file_is_readable_and_can_be_edited(tmp_path: Path) -> None:
    file = tmp_path / "valley.json"
    PROFILE.save(file)
    text = file.read_text("utf-8")
    assert text.index('"line": "tell us what you saw"') < text.index('"seen"')
    assert all(len(line) < 1500 for line in text.splitlines())
    first, second = (
        '"line": "tell us what you saw", "pages": 20, "decision": ',
        '"line": "ask for a copy", "pages": 20, "decision": ',
    )
    assert first in text
    text = text.replace(f"{first}null", f'{first}"keep"').replace(f"{second}null", f'{second}"remove"')
    text = text.replace('"lines": [', '"lines": [\n  {"line": "Boats & more!", "decision": "remove"},')
    file.write_text(text, "utf-8")
    cleaned = RULES.run(page(99, foot=("Boats & more!", *FOOT)), site=SiteProfile.load(file))
    assert "Tell us what you saw" in cleaned.body
    assert not {"Ask for a copy", "Boats & more!"} & set(cleaned.body.splitlines())
    assert {r.rule for r in cleaned.removals if "Boats" in r.text} == {"site.decided"}


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda data: data.update(newsclean="shopping list"), "no site profile"),
        (lambda data: data.update(schema=99), "schema is 99, this version reads 1"),
        (lambda data: data.pop("seen"), "'seen' is missing"),
        (lambda data: data.update(lines={}), "`lines` must be a list"),
        (lambda data: data.update(min_pages=0), "`min_pages` must be a whole number"),
        (lambda data: data.update(max_pages=6), "at least twice"),
        (
            lambda data: data["lines"][2].update(decision="drop"),
            "lines, row 3: `decision` is 'drop'; valid are null, rem",
        ),
        (lambda data: data["lines"][0].update(on="zz"), "lines, row 1: `on` must be hexadecimal"),
        (lambda data: data["lines"][0].update(on="fffffffff"), "`on` speaks of more pages"),
        (lambda data: data["lines"][1].pop("line"), "lines, row 2: a row needs `line`"),
        (lambda data: data["seen"].append(7), "seen, row 21: a row needs"),
        (lambda data: data["seen"][0].update(sentences="abc"), "seen, row 1: `sentences` must be"),
        (lambda data: data["seen"][0].update(ends=7), "seen, row 1: `ends` must be a list"),
    ],
)
def test_a_malformed_file_is_named_with_place_and_remedy(edit: object, why: str, tmp_path: Path) -> None:
    file = tmp_path / "valley.json"
    PROFILE.save(file)
    data = json.loads(file.read_text("utf-8"))
    edit(data)  # type: ignore[operator]
    file.write_text(json.dumps(data), "utf-8")
    with pytest.raises(ValueError, match=why) as error:
        SiteProfile.load(file)
    assert str(file) in str(error.value)


def test_files_that_are_no_json(tmp_path: Path) -> None:
    file = tmp_path / "valley.json"
    for content in (b"", b'{"newsclean"', b"\xff\xfe", b"[" * 100_000, b"7"):
        file.write_bytes(content)
        with pytest.raises(ValueError, match=r"valley.json: .*(`newsclean sites learn`|a file that `save` wrote)"):
            SiteProfile.load(file)


# Many sites.


def test_the_host_chooses_the_profile() -> None:
    pages = [(f"https://www.valley.example/{seed}", page(seed)) for seed in range(20)]
    profiles = SiteProfiles().fit([*pages, (None, page(1)), ("http://[", page(2))])
    assert list(profiles) == ["valley.example"]
    text, plain = page(99), newsclean.clean(page(99)).removals
    assert newsclean.clean(text, url="https://valley.example/99", site=profiles).removals != plain
    for url in (None, "https://other.example/99", "http://["):
        assert newsclean.clean(text, url=url, site=profiles).removals == plain


def test_folders_are_read_when_asked_and_merged(tmp_path: Path) -> None:
    one = SiteProfiles().fit((f"https://{host}.example/{n}", page(n)) for host in "ab" for n in range(6))
    two = SiteProfiles().fit((f"https://{host}.example/{n}", page(n)) for host in "bc" for n in range(3, 9))
    one.save(tmp_path, whole=True)
    loaded = SiteProfiles.load(tmp_path)
    assert (len(loaded), "a.example" in loaded, "c.example" in loaded) == (2, True, False)
    assert [loaded.merge(two)[host].pages_ for host in loaded.merge(two)] == [6, 9, 6]
    assert all(two.merge(loaded)[host] == loaded.merge(two)[host] for host in ("a.example", "b.example", "c.example"))
    other = SiteProfiles(min_pages=2).fit([("https://d.example/1", page(1))])
    assert loaded.merge(other)["d.example"] == other["d.example"]
    with pytest.raises(KeyError, match=r"there are a\.example, b\.example"):
        loaded["d.example"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ValueError, match="newsclean sites learn"):
        SiteProfiles.load(empty)


def test_learning_in_parts_gives_the_same_files(tmp_path: Path) -> None:
    pages = [(f"https://{'ab'[n % 2]}.example/{n}", page(n // 2)) for n in range(40)]
    whole = learn(pages, tmp_path / "whole")
    parts = learn(reversed(pages), tmp_path / "parts", most_lines=60)
    assert whole == parts
    assert whole.hosts == ("a.example", "b.example")
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (tmp_path / "parts" / path.name).read_bytes()


def test_learning_further_keeps_decisions(tmp_path: Path) -> None:
    pages = [(f"https://a.example/{n}", page(n)) for n in range(12)]
    assert learn(pages[:6], tmp_path).hosts == ("a.example",)
    profile = SiteProfile.load(tmp_path / "a.example.json")
    profile.decisions["ask for a copy"] = "keep"
    profile.save(tmp_path / "a.example.json")
    assert learn([*pages[6:], ("https://b.example/1", page(1)), ("", page(2))], tmp_path)[1:] == (1, 1)
    again = SiteProfile.load(tmp_path / "a.example.json")
    assert (again.pages_, again.decisions) == (12, {"ask for a copy": "keep"})
    with pytest.raises(ValueError, match=r"a.example.json: .*same min_pages"):
        learn(pages, tmp_path, min_pages=3)


# Hostile sites.


def test_the_same_page_a_thousand_times() -> None:
    profile = SiteProfile().fit(page(1) for _ in range(1000))
    assert (profile.pages_, profile.lines_) == (1, {})
    noisy = SiteProfile().fit(f"{page(1)}\nVisit {chr(97 + n % 26) * (1 + n // 26)}" for n in range(1000))
    assert (noisy.pages_, noisy.lines_) == (1, {})


def test_a_flood_of_short_lines_is_bounded() -> None:
    flood = [
        "\n".join(f"mill {chr(97 + n % 26)}{part}x{chr(97 + i % 26)}{i}y" for i in range(3000))
        for n, part in enumerate(range(12))
    ]
    profile = SiteProfile(max_pages=10).fit(flood)
    assert profile.size <= 10 * MOST_LINES
    headline, body = article(1)
    assert rows(RULES.run("\n".join([headline, *body]), site=profile).body) == [headline, *body]


def test_pages_of_one_huge_line() -> None:
    texts = [" ".join(" ".join(article(100 * seed + n)[1]) for n in range(20)) + " " + COOKIES for seed in range(12)]
    profile = SiteProfile().fit(texts)
    assert profile.pages_ == 12
    cleaned = RULES.run(texts[0], site=profile)
    assert all(paragraph in cleaned.body for paragraph in article(3)[1])


def test_many_pages_are_held_as_a_sample() -> None:
    profile = SiteProfile(max_pages=10).fit(page(seed) for seed in range(200))
    assert profile.pages_ == 10
    assert profile == SiteProfile(max_pages=10).fit(page(seed) for seed in reversed(range(200)))
    assert marks(page(999), profile).keys() >= set(MENU)
