"""Arrow: a record batch of texts in, one of articles out, for Spark, Ray Data, Polars and whatever else speaks Arrow.

Needs the extra: `pip install 'newsclean[arrow]'`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from newsclean.batch.cleaning import LONGEST
from newsclean.fold import FAVOR
from newsclean.pipeline import Pipeline
from newsclean.rows import FIELDS, LISTS, SCHEMA, chosen, encodable, row
from newsclean.site import SiteProfile
from newsclean.sites import SiteProfiles, template_of

try:
    import pyarrow as pa
except ImportError as missing:
    raise ImportError(f"{missing}; pip install 'newsclean[arrow]'", name=missing.name) from missing


def schema(fields: Iterable[str] = FIELDS) -> pa.Schema:
    """The columns that `clean_batch` gives; their version is in the schema's metadata and in the column `schema`.

    >>> schema(["id", "body", "authors"])
    id: string
    body: string
    authors: list<item: string>
      child 0, item: string
    -- schema metadata --
    newsclean.schema: '1'
    """
    text = pa.string()
    removal = pa.struct(
        [("start", pa.int64()), ("end", pa.int64())]
        + [(name, text) for name in ("text", "category", "rule", "stage")]
        + [("confidence", pa.float64()), ("also", pa.list_(text)), ("because", pa.list_(text))]
    )
    types = dict.fromkeys(LISTS, pa.list_(text)) | {"removals": pa.list_(removal), "schema": pa.int32()}
    columns = [(name, types.get(name, text)) for name in chosen(fields)]
    return pa.schema(columns, {"newsclean.schema": str(SCHEMA)})


def clean_batch(
    batch: pa.RecordBatch,
    *,
    text: str = "text",
    id: str = "id",  # noqa: A002
    url: str = "url",
    fields: Iterable[str] = FIELDS,
    language: str | None = None,
    site: SiteProfile | SiteProfiles | None = None,
    favor: str = "balanced",
    pipeline: Pipeline | None = None,
    longest: int = LONGEST,
) -> pa.RecordBatch:
    """Clean a batch: a row for each row, in order.

    Parameters
    ----------
    batch
        A column of texts (strings, or UTF-8 in binary); if there are columns of ids and URLs they are passed on.
    text, id, url
        The names of these columns.
    fields
        The columns wanted, of `newsclean.rows.FIELDS`; `schema(fields)` gives their types.
    language, site, favor, pipeline
        As in `newsclean.clean`, for all texts.
    longest
        Characters of the longest text to clean; a longer one is an error.

    Returns
    -------
    pyarrow.RecordBatch
        With the schema `schema(fields)`. A document that cannot be cleaned (null, not UTF-8, too long) has nulls and
        the reason in `error`; no row is left out.

    Raises
    ------
    ValueError
        For a column of texts that is not there, and for unknown fields or `favor`.
    TypeError
        Where `site` is neither a profile nor profiles.

    Examples
    --------
    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pylist([{"id": "a", "text": "The mill burned down.\\n\\nAdvertisement"}])
    >>> clean_batch(batch, fields=["id", "body"]).to_pylist()
    [{'id': 'a', 'body': 'The mill burned down.'}]
    """
    if favor not in FAVOR:
        raise ValueError(f"unknown favor {favor!r}; valid are {', '.join(FAVOR)}")
    template_of(site, None)  # for its TypeError, which would else be every row's
    wanted = chosen(fields)
    if text not in batch.schema.names:
        raise ValueError(f"no column {text!r}; there are {', '.join(batch.schema.names)}; name it with text=…")
    run = (pipeline or default()).run
    rows = []
    for cell, key, address in zip(batch.column(text), passed(batch, id), passed(batch, url), strict=True):
        try:
            page = bounded(string(cell), longest)
            article = run(page, url=address, language=language, site=site, favor=favor)
            rows.append(row(article, wanted, id=key, url=address))
        except Exception as error:
            rows.append(row(None, wanted, id=key, url=address, error=f"{type(error).__name__}: {error}"))
    return record_batch(rows, schema(wanted))


@lru_cache(maxsize=1)
def default() -> Pipeline:
    """The default pipeline, made once a process."""
    return Pipeline.default()


def passed(batch: pa.RecordBatch, name: str) -> Iterator[str | None]:
    """The values of a column as strings; nothing where there is no such column or value, or it is no UTF-8."""
    if name not in batch.schema.names:
        yield from [None] * batch.num_rows
        return
    for cell in batch.column(name):
        try:
            yield None if not cell.is_valid else cell.as_py() if is_text(cell) else str(cell.as_py())
        except UnicodeDecodeError:
            yield None


def is_text(cell: pa.Scalar) -> bool:
    """Whether the cell holds a string."""
    return bool(pa.types.is_string(cell.type) or pa.types.is_large_string(cell.type))


def string(cell: pa.Scalar) -> Any:
    """The text in a cell. Raises `UnicodeDecodeError` where it is not UTF-8; what is no text is given as it is."""
    found = cell.as_py()
    return found.decode("utf-8") if isinstance(found, bytes) else found


def bounded(text: Any, longest: int) -> Any:
    """The text, or a `ValueError` where it is longer than allowed."""
    if isinstance(text, str) and len(text) > longest:
        raise ValueError(f"{len(text)} characters; the longest allowed is {longest}")
    return text


def record_batch(rows: list[dict[str, Any]], columns: pa.Schema) -> pa.RecordBatch:
    """Rows as a record batch. Lone surrogates, which Arrow cannot hold, become U+FFFD."""
    try:
        return pa.RecordBatch.from_pylist(rows, columns)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([encodable(found) for found in rows], columns)
