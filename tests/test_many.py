"""`clean_many`: lazily, in order, in bounded memory, by any kind of processes."""

import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import Article, DocumentError, Pipeline, SiteProfiles, clean_many
from tests.batch_files import body, page
from tests.site_pages import page as site_page

SPAWN = get_context("spawn")

SCRIPT = """
import sys
from multiprocessing import get_context
from newsclean import clean_many

def texts():
    for n in range(40):
        yield None if n == 7 else f"Mill number {n} by the river burned down.\\n\\nAdvertisement", f"https://example.org/{n}"

if __name__ == "__main__":
    found = clean_many(texts(), jobs=2, errors="return", mp_context=get_context(sys.argv[1]))
    print(*(getattr(article, "body", article) for article in found), sep="\\n")
"""


def counted(read: list[int], count: int = 1000) -> Iterator[str]:
    """Pages, with a note of each that is read."""
    for number in range(count):
        read.append(number)
        yield page(number)


def test_the_same_as_clean_in_order() -> None:
    texts = [page(n) for n in range(12)]
    articles = list(clean_many(texts, favor="precision"))
    assert articles == [newsclean.clean(text, favor="precision") for text in texts]
    assert list(clean_many(texts, favor="precision", jobs=2, mp_context=SPAWN)) == articles


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_in_a_script_by_every_kind_of_process(tmp_path: Path, method: str) -> None:
    try:
        get_context(method)
    except ValueError:
        pytest.skip(f"no {method} here")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), method], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""
    lines = done.stdout.split("\n")[:-1]
    assert lines.pop(7).startswith("document 7 (from 0): TypeError: clean() takes str, not None")
    assert lines == [f"Mill number {n} by the river burned down." for n in range(40) if n != 7]


def test_nothing_is_read_before_it_is_needed() -> None:
    read: list[int] = []
    articles = clean_many(counted(read))
    assert read == []
    assert next(articles).body == body(0)
    assert read == [0]


def test_few_texts_are_held_at_a_time() -> None:
    read: list[int] = []
    articles = clean_many(counted(read), jobs=2, mp_context=SPAWN)
    assert [next(articles).body for _ in range(3)] == [body(0), body(1), body(2)]
    assert len(read) <= 3 + 4 * 2
    del articles
    assert len(read) <= 3 + 4 * 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_at_its_place(jobs: int) -> None:
    given: list[Any] = [page(0), b"bytes", page(2)]
    articles = clean_many(given, jobs=jobs, mp_context=SPAWN)
    assert next(articles).body == body(0)
    with pytest.raises(DocumentError, match=r"document 1 \(from 0\): TypeError: .* decode first") as caught:
        next(articles)
    assert (caught.value.number, caught.value.kind) == (1, "TypeError")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_a_value(jobs: int) -> None:
    given: list[Any] = [page(0), 5, (page(2), "https://example.org/2"), (1, 2, 3), page(4)]
    found = list(clean_many(given, jobs=jobs, errors="return", mp_context=SPAWN))
    assert [type(outcome) for outcome in found] == [Article, DocumentError, Article, DocumentError, Article]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_source_comes_after_what_was_read(jobs: int) -> None:
    def source() -> Iterator[str]:
        yield from (page(0), page(1))
        raise OSError("the disk is gone")

    articles = clean_many(source(), jobs=jobs, mp_context=SPAWN)
    assert [next(articles).body, next(articles).body] == [body(0), body(1)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(articles)


def test_urls_and_pipelines_are_passed_on() -> None:
    pipeline = Pipeline.default().without("phrases")
    text, url = "The mill burned down.\nhttps://example.org/a", "https://example.org/a"
    for jobs in (1, 2):
        found = list(clean_many([(text, url), page(1)], jobs=jobs, pipeline=pipeline, mp_context=SPAWN))
        assert found == [pipeline.run(text, url=url), pipeline.run(page(1))]


def test_profiles_are_those_of_each_url(tmp_path: Path) -> None:
    learned = SiteProfiles().fit((f"https://valley.example/{n}", site_page(n)) for n in range(12))
    learned.save(tmp_path, whole=True)
    text, urls = site_page(50), ("https://valley.example/50", "https://hill.example/50")
    expected = [newsclean.clean(text, url=url, site=learned).body for url in urls]
    assert expected[0] != expected[1]
    for profiles in (learned, SiteProfiles.load(tmp_path)):
        for jobs in (1, 2):
            found = clean_many([(text, url) for url in urls], site=profiles, jobs=jobs, mp_context=SPAWN)
            assert [article.body for article in found] == expected
    assert next(clean_many([text], site=learned["valley.example"])).body == expected[0]
    with pytest.raises(TypeError, match="site must be a SiteProfile or SiteProfiles, not str"):
        clean_many([], site="sites")  # type: ignore[call-overload]


def test_wrong_options_are_errors_at_once() -> None:
    own = Pipeline.default().with_stage("own", lambda page: [])
    with pytest.raises(ValueError, match="stage 'own' cannot be sent to other processes"):
        clean_many([], jobs=2, pipeline=own)
    assert next(clean_many([page(0)], pipeline=own)).body == body(0)
    with pytest.raises(ValueError, match="jobs must be 1 or more"):
        clean_many([], jobs=0)
    with pytest.raises(ValueError, match="unknown favor 'most'; valid are recall, balanced, precision"):
        clean_many([], favor="most")
    with pytest.raises(ValueError, match="unknown errors 'keep'; valid are raise, return"):
        clean_many([], errors="keep")  # type: ignore[call-overload]
