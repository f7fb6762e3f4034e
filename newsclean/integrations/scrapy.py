"""Scrapy: an item pipeline that cleans the text of items, and an add-on that switches it on.

Needs the extra: `pip install 'newsclean[scrapy]'`. `docs/scrapy.md` tells the settings.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean.article import VERDICTS, Article
from newsclean.batch.cleaning import LONGEST, Cleaning, Ready, count, document_of
from newsclean.batch.document import Document, Failure
from newsclean.rows import chosen, row

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem, NotConfigured
except ImportError as missing:
    raise ImportError(f"{missing}; pip install 'newsclean[scrapy]'", name=missing.name) from missing

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

PRIORITY = 300
"""Where the add-on puts the pipeline among those of the project."""

ERROR = "newsclean_error"
"""The field of an item that tells why it could not be cleaned, unless `NEWSCLEAN_FIELDS` names one for `error`."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """The settings, read and checked."""

    text: str
    url: str
    fields: Mapping[str, str]
    drop: frozenset[str]
    longest: int
    cleaning: Cleaning

    @classmethod
    def of(cls, settings: "BaseSettings") -> "Options":
        """Raises `ValueError` or `OSError` that names the setting, or the file that is wrong."""
        text = str(settings.get("NEWSCLEAN_TEXT_FIELD", "text"))
        fields = settings.getdict("NEWSCLEAN_FIELDS") or {"body": text}
        drop = frozenset(settings.getlist("NEWSCLEAN_DROP"))
        cleaning = Cleaning(
            settings.get("NEWSCLEAN_LANGUAGE"),
            settings.get("NEWSCLEAN_FAVOR", "balanced"),
            optional(settings.get("NEWSCLEAN_MODEL")),
            tuple(map(str, settings.getlist("NEWSCLEAN_RULES"))),
            optional(settings.get("NEWSCLEAN_SITES")),
        )
        try:
            chosen(fields)
        except ValueError as error:
            raise ValueError(f"NEWSCLEAN_FIELDS: {error}") from error
        if unknown := sorted(drop - set(VERDICTS)):
            raise ValueError(f"NEWSCLEAN_DROP: unknown verdict {unknown[0]!r}; valid are {', '.join(VERDICTS)}")
        cleaning.check()
        url = str(settings.get("NEWSCLEAN_URL_FIELD", "url"))
        return cls(text, url, fields, drop, settings.getint("NEWSCLEAN_LONGEST", LONGEST), cleaning)


def optional(path: Any) -> str | None:
    """A path as a string, where there is one."""
    return None if path is None else str(path)


class NewsCleanPipeline:
    """Clean the text of each item; `NEWSCLEAN_FIELDS` tells which fields of the article go into which of the item.

    Items are dicts, `scrapy.Item`s, dataclasses, or whatever else `itemadapter` knows. One that cannot be cleaned is
    passed on with its text as it came and its error in a field, and counted; one whose class has no field for a text is
    passed on as it is. Items of the verdicts in `NEWSCLEAN_DROP` are dropped.
    """

    def __init__(self, options: Options, stats: "StatsCollector | None" = None) -> None:
        self.options = options
        self.stats = stats
        self.cleaner = Ready.of(options.cleaning)
        self.textless: set[type] = set()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "NewsCleanPipeline":
        """What Scrapy calls. Raises `ValueError` or `OSError` for settings that are wrong."""
        if not crawler.settings.getbool("NEWSCLEAN_ENABLED", True):
            raise NotConfigured("NEWSCLEAN_ENABLED is false")
        return cls(Options.of(crawler.settings), crawler.stats)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item, cleaned. Raises `DropItem` where its verdict is among those to drop."""
        names = ItemAdapter.get_field_names_from_class(type(item))
        if names is not None and self.options.text not in names:
            self.pass_over(type(item))
            return item
        adapter = ItemAdapter(item)
        document = self.document(adapter, names)
        outcome = self.cleaner.attempt(document)
        if isinstance(outcome, Article) and outcome.verdict in self.options.drop:
            self.counted(document, outcome, f"dropped/{outcome.verdict}")
            raise DropItem(f"newsclean: the verdict is {outcome.verdict}")
        if isinstance(outcome, Article):
            outcome = self.written(adapter, outcome, document.url)
        if isinstance(outcome, Failure):
            self.told(adapter, outcome, document.url)
        self.counted(document, outcome)
        return item

    def document(self, adapter: ItemAdapter, names: list[str] | None) -> Document:
        """The text of an item, or a failure in its place."""
        wanted = [*self.options.fields.values()]
        url = adapter.get(self.options.url)
        unknown = [name for name in wanted if names is not None and name not in names]
        there = ", ".join(map(str, names if names is not None else adapter)) or "none"
        if unknown:
            kind = type(adapter.item).__name__
            reason = f"{kind} has no field {unknown[0]!r}, which NEWSCLEAN_FIELDS names; it has {there}"
        elif self.options.text not in adapter:
            reason = f"no field {self.options.text!r}; there are {there}; NEWSCLEAN_TEXT_FIELD names another"
        else:
            return document_of(adapter[self.options.text], url, self.options.longest)
        return Document("", 0, 0, url=url if isinstance(url, str) else None, failure=Failure("field", reason))

    def written(self, adapter: ItemAdapter, article: Article, url: str | None) -> Article | Failure:
        """Put the fields of the article into the item; a failure where the item does not take one."""
        # The text last: an item that refuses another field keeps it as it came.
        names = sorted(self.options.fields, key=lambda name: self.options.fields[name] == self.options.text)
        for name, value in row(article, names, url=url).items():
            try:
                adapter[self.options.fields[name]] = value
            except Exception as error:
                reason = f"{name} cannot be put into {self.options.fields[name]!r}: {type(error).__name__}: {error}"
                return Failure("field", reason)
        return article

    def told(self, adapter: ItemAdapter, failure: Failure, url: str | None) -> None:
        """Log why an item could not be cleaned, and put it into the item where that has a field for it."""
        reason = f"{failure.kind}: {failure.reason}"
        logger.warning("not cleaned: %s (%s)", reason, url or type(adapter.item).__name__)
        try:
            adapter[self.options.fields.get("error", ERROR)] = reason
        except Exception:
            # The class of the item has no such field, or takes no changes; log and stats tell.
            logger.debug("%s takes no error", type(adapter.item).__name__)

    def pass_over(self, kind: type) -> None:
        """Count an item without a field for a text, and say so once for each class."""
        self.add("without_text")
        if kind not in self.textless:
            self.textless.add(kind)
            logger.info("%s has no field %r and is not cleaned", kind.__name__, self.options.text)

    def counted(self, document: Document, outcome: Article | Failure, *more: str) -> None:
        """Count what became of an item."""
        tally = Counter(more)
        count(tally, document, outcome)
        for name, number in tally.items():
            self.add(name, number)

    def add(self, name: str, number: int = 1) -> None:
        """Add to the crawler's stats."""
        if self.stats is not None:
            self.stats.inc_value(f"newsclean/{name}", number)


class Addon:
    """Switches `NewsCleanPipeline` on: `ADDONS = {"newsclean.integrations.scrapy.Addon": 500}`."""

    def update_settings(self, settings: "BaseSettings") -> None:
        """Add the pipeline to `ITEM_PIPELINES`, unless the project has it there already."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", NewsCleanPipeline, PRIORITY)
