"""The Arrow function, by itself and inside a real local Spark session."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import SiteProfiles
from newsclean.rows import FIELDS, REMOVAL
from tests import doc_blocks
from tests.batch_files import body, page
from tests.site_pages import page as site_page

pa = pytest.importorskip("pyarrow")

from newsclean.integrations.arrow import clean_batch, schema  # noqa: E402


def batch_of(*texts: Any, **columns: Any) -> Any:
    """A batch of texts."""
    return pa.RecordBatch.from_pydict({"text": list(texts), **columns})


def test_the_schema_is_fixed() -> None:
    """A change of this is a change of `newsclean.rows.SCHEMA`."""
    texts = dict.fromkeys(FIELDS, "string")
    lists = dict.fromkeys(("authors", "captions", "credits", "subheadings", "tags"), "list<item: string>")
    removals = (
        "list<item: struct<start: int64, end: int64, text: string, category: string, rule: string, stage: string, "
        "confidence: double, also: list<item: string>, because: list<item: string>>>"
    )
    columns = schema()
    assert {field.name: str(field.type) for field in columns} == texts | lists | {
        "removals": removals,
        "schema": "int32",
    }
    assert columns.metadata == {b"newsclean.schema": b"1"}
    assert tuple(field.name for field in columns.field("removals").type.value_type) == REMOVAL


def test_the_same_as_clean() -> None:
    batch = batch_of(page(1), page(2), id=["a", "b"], url=["https://example.org/1", None])
    out = clean_batch(batch)
    assert out.schema.equals(schema(), check_metadata=True)
    first = out.to_pylist()[0]
    article = newsclean.clean(page(1), url="https://example.org/1")
    assert (first["id"], first["url"], first["error"]) == ("a", "https://example.org/1", None)
    assert (first["body"], first["verdict"], first["ruleset"]) == (article.body, article.verdict, article.ruleset)
    assert first["language"] == article.metadata.language
    assert [(r["start"], r["rule"]) for r in first["removals"]] == [(r.start, r.rule) for r in article.removals]


def test_no_document_is_lost() -> None:
    data = pa.array([page(0).encode(), b"caf\xe9", None, b"x" * 50, page(4).encode()], pa.large_binary())
    out = clean_batch(pa.RecordBatch.from_arrays([data, pa.array(range(5))], ["page", "id"]), text="page", longest=200)
    found = out.to_pylist()
    assert [row["id"] for row in found] == ["0", "1", "2", "3", "4"]
    assert [row["body"] for row in found] == [body(0), None, None, "x" * 50, body(4)]
    assert found[1]["error"].startswith("UnicodeDecodeError")
    assert found[2]["error"].startswith("TypeError: clean() takes str, not None")
    long = clean_batch(batch_of("x" * 50, page(0)), longest=49).to_pylist()
    assert long[0]["error"] == "ValueError: 50 characters; the longest allowed is 49"


def test_options() -> None:
    out = clean_batch(
        batch_of(page(0)), fields=["body", "id"], pipeline=newsclean.Pipeline.default().without("phrases")
    )
    assert out.schema.names == ["id", "body"]
    assert "Sign up" in out.to_pylist()[0]["body"]
    assert clean_batch(batch_of(page(0)).slice(0, 0)).num_rows == 0
    profiles = SiteProfiles().fit((f"https://valley.example/{n}", site_page(n)) for n in range(12))
    pages = batch_of(site_page(50), site_page(50), url=["https://valley.example/50", "https://hill.example/50"])
    known, other = (row["body"] for row in clean_batch(pages, site=profiles).to_pylist())
    assert known == newsclean.clean(site_page(50), site=profiles["valley.example"]).body != other
    with pytest.raises(TypeError, match="site must be a SiteProfile or SiteProfiles, not str"):
        clean_batch(batch_of(page(0)), site="sites")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no column 'page'; there are text"):
        clean_batch(batch_of(page(0)), text="page")
    with pytest.raises(ValueError, match="unknown field 'corpus'; valid are id, url"):
        clean_batch(batch_of(page(0)), fields=["corpus"])
    with pytest.raises(ValueError, match="unknown favor 'most'"):
        clean_batch(batch_of(page(0)), favor="most")


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """A local Spark session of two processes."""
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(newsclean.__file__).parents[1]), *sys.path]))
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.sql.warehouse.dir": str(tmp_path)}
    builder = sql.SparkSession.builder.master("local[2]")
    for name, setting in settings.items():
        builder = builder.config(name, setting)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        pytest.skip(f"no Spark session: {error}")
    yield session
    session.stop()


@pytest.mark.filterwarnings("default::DeprecationWarning", "default::ResourceWarning", "default::FutureWarning")
def test_spark(spark: Any) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    # A function at the top of a module here would need that module on every worker.
    def clean(batches: Iterable[Any]) -> Iterator[Any]:
        from newsclean.integrations.arrow import clean_batch

        yield from map(clean_batch, batches)

    rows = [(str(n), f"https://example.org/{n}", None if n == 5 else page(n)) for n in range(40)]
    pages = spark.createDataFrame(rows, "id string, url string, text string").repartition(4)
    articles = pages.mapInArrow(clean, from_arrow_schema(schema()))
    found = {row.id: row for row in articles.collect()}
    assert len(found) == 40
    assert found["5"].error.startswith("TypeError")
    assert {name: row.body for name, row in found.items() if name != "5"} == {
        str(n): body(n) for n in range(40) if n != 5
    }
    rules = [removal.rule for removal in found["7"].removals]
    assert rules == [removal.rule for removal in newsclean.clean(page(7)).removals]
    assert articles.selectExpr("explode(removals) r").groupBy("r.category").count().count() == 2
    # The example of docs/batch.md takes the session that is there; a name other than that of a module that the workers
    # lack sends them its lambda as it is.
    example = doc_blocks.block("docs/batch.md", "mapInArrow")
    assert doc_blocks.python(example, {"__name__": "__main__"}) == example.shown
