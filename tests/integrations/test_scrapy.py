"""The Scrapy pipeline in a real spider that crawls a real server on this machine."""

import html
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from newsclean import SiteProfile
from tests.batch_files import body, page
from tests.site_pages import article
from tests.site_pages import page as site_page

pytest.importorskip("scrapy")

ROOT = Path(__file__).parents[2]
ADDON = {"ADDONS": {"newsclean.integrations.scrapy.Addon": 500}}
WALL = "Please enable JavaScript and disable your ad blocker to continue."


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not write to stderr."""

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and where it is served."""
    folder = tmp_path / "site"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def crawl(
    site: tuple[Path, str], pages: dict[str, str], **settings: Any
) -> tuple[dict[str, dict[str, Any]], dict[str, Any], str]:
    """(items by page, stats, log) of a crawl of these pages."""
    folder, start = site
    for name, text in pages.items():
        (folder / name).write_text(f"<html><body><pre>{html.escape(text)}</pre></body></html>", "utf-8")
        (folder / name).rename(folder / f"{name}.html")
    (folder / "index.txt").write_text("\n".join(f"{name}.html" for name in pages), "utf-8")
    out = folder.parent
    spider = Path(__file__).with_name("spider.py")
    done = subprocess.run(
        [sys.executable, str(spider), f"{start}/index.txt", str(out), json.dumps(ADDON | settings)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    stats = {
        name.removeprefix("newsclean/"): value
        for name, value in json.loads((out / "stats.json").read_text("utf-8")).items()
        if name.startswith(("newsclean/", "item_"))
    }
    items = [json.loads(line) for line in (out / "items.jsonl").read_text("utf-8").splitlines()]
    return {Path(item["url"]).stem: item for item in items}, stats, done.stderr


def test_items_of_every_kind_and_none_is_lost(site: tuple[Path, str]) -> None:
    cleaned = {f"{kind}-{number}": page(number) for number, kind in enumerate(("dict", "dataclass", "item", "plain"))}
    broken = {f"dict-{what}": page(9) for what in ("number", "none", "missing")} | {
        "item-number": page(9),
        "item-missing": page(9),
        "dataclass-none": page(9),
        "frozen-1": page(9),
        "dict-long": "x" * 301,
        "plain-none": page(9),
    }
    found, stats, log = crawl(site, cleaned | broken | {"picture-1": "-"}, NEWSCLEAN_LONGEST=300)
    assert set(found) == {*cleaned, *broken, "picture-1"}
    for number, name in enumerate(cleaned):
        assert found[name]["text"] == body(number)
        assert not found[name].get("newsclean_error")
    assert found["dict-number"]["newsclean_error"] == "field: the text is int, not a string"
    assert found["item-number"]["newsclean_error"] == "field: the text is int, not a string"
    assert found["dict-none"]["newsclean_error"] == "field: the text is NoneType, not a string"
    said = "field: no field 'text'; there are url; NEWSCLEAN_TEXT_FIELD names another"
    assert found["dict-missing"]["newsclean_error"] == said
    assert found["item-missing"]["newsclean_error"].startswith("field: no field 'text'; there are ")
    assert found["dict-long"] == {
        "url": found["dict-long"]["url"],
        "text": "x" * 301,
        "newsclean_error": "length: 301 characters; the longest allowed is 300",
    }
    assert found["frozen-1"]["text"] == page(9)
    assert "body cannot be put into 'text': FrozenInstanceError" in log
    assert set(found["picture-1"]) == {"url"}
    counted = {"documents": 13, "failed": 9, "failures/field": 8, "failures/length": 1, "without_text": 1}
    assert {name: stats[name] for name in counted} == counted
    assert stats["item_scraped_count"] == 14
    assert stats["verdicts/article"] + stats.get("verdicts/thin", 0) == 4
    assert stats["removals/subscribe"] == 4
    assert stats["bytes_out"] < stats["bytes_in"]


def test_fields_verdicts_and_names(site: tuple[Path, str]) -> None:
    pages = {"dict-1": page(1), "item-2": page(2), "plain-3": page(3), "dict-wall": WALL, "dict-empty": "  "}
    found, stats, log = crawl(
        site,
        pages,
        NEWSCLEAN_FIELDS={"body": "text", "language": "title"},
        NEWSCLEAN_DROP="error_page,empty",
        DEFAULT_DROPITEM_LOG_LEVEL="INFO",
    )
    assert set(found) == {"dict-1", "item-2", "plain-3"}
    assert (found["dict-1"]["text"], found["dict-1"]["title"]) == (body(1), "en")
    assert (found["item-2"]["text"], found["item-2"]["title"]) == (body(2), "en")
    assert found["plain-3"]["text"] == page(3)
    assert "Plain has no field 'title', which NEWSCLEAN_FIELDS names; it has " in log
    assert (stats["dropped/error_page"], stats["dropped/empty"], stats["item_dropped_count"]) == (1, 1, 2)
    assert (stats["documents"], stats["failed"], stats["item_scraped_count"]) == (5, 1, 3)


def test_rules_profiles_language_and_favor(site: tuple[Path, str], tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[[rule]]\nid = "house.tip"\ncategory = "notice"\nphrases = ["Tip of the day"]\n', "utf-8")
    SiteProfile().fit(map(site_page, range(12))).save(tmp_path / "127.0.0.1.json")
    (tmp_path / "sites").mkdir()
    (tmp_path / "127.0.0.1.json").rename(tmp_path / "sites" / "127.0.0.1.json")
    story = "\n\n".join(article(40)[1])
    pages = {"dict-1": f"{story}\n\nTip of the day", "dict-2": site_page(50)}
    fields = {"body": "clean", "language": "language"}
    plain, stats, _ = crawl(site, pages, NEWSCLEAN_FIELDS=fields)
    assert plain["dict-1"]["clean"] == pages["dict-1"]
    assert "removals/notice" not in stats
    options = {
        "NEWSCLEAN_RULES": [str(rules)],
        "NEWSCLEAN_SITES": str(tmp_path / "sites"),
        "NEWSCLEAN_LANGUAGE": "en-GB",
    }
    ours, stats, _ = crawl(site, pages, NEWSCLEAN_FIELDS=fields, NEWSCLEAN_FAVOR="recall", **options)
    assert ours["dict-1"]["clean"] == story
    assert ours["dict-1"]["text"] == pages["dict-1"]
    assert ours["dict-1"]["language"] == "en-GB"
    assert "Ferry times" not in ours["dict-2"]["clean"]
    assert plain["dict-2"]["clean"] != ours["dict-2"]["clean"]
    assert stats["removals/notice"] >= 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"NEWSCLEAN_FIELDS": {"corpus": "text"}}, "NEWSCLEAN_FIELDS: unknown field 'corpus'; valid are id, url"),
        ({"NEWSCLEAN_DROP": ["bad"]}, "NEWSCLEAN_DROP: unknown verdict 'bad'; valid are article, thin"),
        ({"NEWSCLEAN_FAVOR": "most"}, "unknown favor 'most'; valid are recall"),
    ],
)
def test_wrong_settings_say_what_is_valid(wrong: dict[str, Any], said: str) -> None:
    from scrapy.settings import Settings

    from newsclean.integrations.scrapy import Options

    with pytest.raises(ValueError, match=said):
        Options.of(Settings(wrong))


def test_the_addon_leaves_the_projects_own_order_and_can_be_switched_off() -> None:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.exceptions import NotConfigured
    from scrapy.settings import Settings

    from newsclean.integrations.scrapy import Addon, NewsCleanPipeline

    settings = Settings({"ITEM_PIPELINES": {"newsclean.integrations.scrapy.NewsCleanPipeline": 7}})
    Addon().update_settings(settings)
    assert list(settings.getdict("ITEM_PIPELINES").values()) == [7]
    fresh = Settings()
    Addon().update_settings(fresh)
    assert fresh.getdict("ITEM_PIPELINES") == {NewsCleanPipeline: 300}
    with pytest.raises(NotConfigured, match="NEWSCLEAN_ENABLED"):
        NewsCleanPipeline.from_crawler(Crawler(Spider, {"NEWSCLEAN_ENABLED": False}))
