"""The same bytes come out, however, wherever and in whatever order pages are cleaned."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import newsclean
from newsclean import langid

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "tests" / "digest.py"
OTHERS = ("3.11", "3.12", "3.13")
LANGUAGES = ("en", "zh")


@cache
def pages() -> tuple[str, ...]:
    """Three cases and a text to keep of languages of two scripts, as paths from the project's folder."""
    fixtures = ROOT / "fixtures"
    found = [path for code in LANGUAGES for path in sorted((fixtures / "cases" / code).glob("*/input.txt"))[:3]]
    found += [path for code in LANGUAGES for path in sorted((fixtures / "keep").glob(f"{code}-*.txt"))[:1]]
    return tuple(str(path.relative_to(ROOT)) for path in found)


def digest(way: str, python: str = sys.executable, seed: str = "random") -> str:
    """What the script prints: the number of pages and the hash of what came out."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [python, "-W", "error::UserWarning", str(SCRIPT), way, *pages()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def expected() -> str:
    """One process, one thread, one seed."""
    return digest("forward", seed="0")


def test_the_digest_tells_articles_apart() -> None:
    number, _, _ = expected().partition(" ")
    assert int(number) == len(pages()) == 8


def test_thirty_two_threads_from_a_cold_start() -> None:
    assert digest("threads") == expected()


@pytest.mark.parametrize(("way", "seed"), [("backward", "1"), ("fork", "4242"), ("spawn", "random")])
def test_any_order_any_process_and_any_hash_seed(way: str, seed: str) -> None:
    if way == "fork" and not hasattr(os, "fork"):
        pytest.skip("this system does not fork")
    assert digest(way, seed=seed) == expected()


@pytest.mark.parametrize("version", OTHERS)
def test_other_versions_of_python(version: str) -> None:
    """The same library, the same versions of its dependencies, another interpreter; see `.ci/run`."""
    python = os.environ.get(f"NEWSCLEAN_PYTHON_{version.replace('.', '_')}")
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip("the tests run on it")
    if not python or not shutil.which(python):
        pytest.skip(f"NEWSCLEAN_PYTHON_{version.replace('.', '_')} names no interpreter that has the dependencies")
    assert digest("forward", python) == expected()


LANGDETECT = """
import sys
from langdetect import DetectorFactory, detector_factory
DetectorFactory.seed = 7
import newsclean
for path in sys.argv[1:]:
    newsclean.clean(open(path, encoding="utf-8").read())
print(DetectorFactory.seed, detector_factory._factory)
"""


def test_langdetect_s_own_seed_and_factory_are_untouched() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LANGDETECT, *pages()[::3]],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=ROOT,
    )
    assert done.stdout == "7 None\n"
    assert (
        langid.langdetect("Die Mühle am Fluss ist in der Nacht zum Samstag abgebrannt, verletzt wurde niemand.") == "de"
    )
    assert langid.factories, "the detector was asked, by a factory of its own"


def test_what_was_cleaned_before_does_not_matter() -> None:
    text = (ROOT / pages()[0]).read_text("utf-8")
    before = newsclean.clean(text)
    for path in pages()[:4]:
        newsclean.clean((ROOT / path).read_text("utf-8") * 2, language="de", favor="precision")
    assert newsclean.clean(text).to_json(marks=True) == before.to_json(marks=True)
