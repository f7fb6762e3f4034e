"""A spider with items of every kind: `python spider.py URL OUT SETTINGS`; it writes items and stats into OUT."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess


@dataclass
class Page:
    """An item that is a dataclass."""

    url: str
    text: str
    title: str | None = None


@dataclass(frozen=True)
class Frozen:
    """One that takes no changes."""

    url: str
    text: str
    title: str | None = None


class Item(scrapy.Item):  # type: ignore[misc, unused-ignore]
    """An item of Scrapy's own."""

    url = scrapy.Field()
    text = scrapy.Field()
    title = scrapy.Field()
    newsclean_error = scrapy.Field()


class Picture(scrapy.Item):  # type: ignore[misc, unused-ignore]
    """An item of another kind, without a text."""

    url = scrapy.Field()


class Plain(scrapy.Item):  # type: ignore[misc, unused-ignore]
    """An item without a field for the title."""

    url = scrapy.Field()
    text = scrapy.Field()


KINDS = {"dict": dict, "dataclass": Page, "frozen": Frozen, "item": Item, "plain": Plain}


class Spider(scrapy.Spider):  # type: ignore[misc, unused-ignore]
    """Reads an index of pages, then each page, as an item of the kind that its name tells."""

    name = "mill"

    def parse(self, response: Any) -> Any:
        """The index."""
        for name in response.text.split():
            yield response.follow(name, self.page)

    def page(self, response: Any) -> Any:
        """A page; `html_text` stands for any extractor."""
        kind, _, what = Path(response.url).stem.partition("-")
        text: Any = response.css("pre::text").get()
        text = {"number": 5, "none": None}.get(what, text)
        if kind == "picture":
            yield Picture(url=response.url)
        elif what == "missing":
            yield KINDS[kind](url=response.url)
        else:
            yield KINDS[kind](url=response.url, text=text)


def main(start: str, out: str, settings: str) -> None:
    """Crawl, and write the stats beside the items."""
    feed = {"format": "jsonlines", "overwrite": True}
    process = CrawlerProcess(
        {
            "FEEDS": {f"{out}/items.jsonl": feed},
            "ROBOTSTXT_OBEY": False,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "INFO",
            **json.loads(settings),
        }
    )
    crawler = process.create_crawler(Spider)
    process.crawl(crawler, start_urls=[start])
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    Path(out, "stats.json").write_text(json.dumps(stats, default=str), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
