"""Floors under the figures: what was reached once must not be lost."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FIELDS = {"f1": 1, "lost_share": -1}
"""Figures that have a floor, and in which direction they are better: F1, and the share of gold paragraphs lost."""

SLACK, ONE_PAGE = 0.001, 0.1
"""A figure may be worse by so much (rounding, other versions of dependencies), or, where a file has few pages, by so
much of what a single page weighs: of 16 pages one that turns out otherwise says little."""

Floors = dict[str, dict[str, float]]


def floors_of(figures: Mapping[str, Mapping[str, Any]]) -> Floors:
    """The figures that have floors, of each `file/input`.

    >>> floors_of({"a/body": {"f1": 0.98765, "lost": 1, "paragraphs": 200}})
    {'a/body': {'f1': 0.9876, 'lost_share': 0.005}}
    """
    found: Floors = {}
    for name, row in figures.items():
        found[name] = {"f1": round(row["f1"] - 0.00005, 4)}
        if row["paragraphs"]:
            found[name]["lost_share"] = round(row["lost"] / row["paragraphs"], 4)
    return found


def below(figures: Mapping[str, Mapping[str, Any]], floors: Floors) -> Iterator[str]:
    """A line for each figure that is worse than its floor. Files and inputs that were not measured are passed over.

    >>> list(below({"a/body": {"f1": 0.9, "lost": 0, "paragraphs": 0}}, {"a/body": {"f1": 0.95}}))
    ['a/body: f1 is 0.9000, the floor is 0.9500']
    """
    for name, row in floors_of(figures).items():
        slack = max(SLACK, ONE_PAGE / max(1, figures[name].get("n", 1000)))
        for field, floor in floors.get(name, {}).items():
            if field in row and FIELDS[field] * (row[field] - floor) < -slack:
                yield f"{name}: {field} is {row[field]:.4f}, the floor is {floor:.4f}"


def raised(figures: Mapping[str, Mapping[str, Any]], floors: Floors) -> Floors:
    """The floors, each raised to what was reached where that is better; none sinks.

    >>> raised({"a/body": {"f1": 0.9, "lost": 0, "paragraphs": 0}}, {"a/body": {"f1": 0.95}, "b/body": {"f1": 0.5}})
    {'a/body': {'f1': 0.95}, 'b/body': {'f1': 0.5}}
    """
    found = {name: dict(row) for name, row in floors.items()}
    for name, row in floors_of(figures).items():
        for field, value in row.items():
            old = found.setdefault(name, {}).get(field, value)
            found[name][field] = max(old, value) if FIELDS[field] > 0 else min(old, value)
    return dict(sorted(found.items()))


def load(path: Path) -> Floors:
    """The floors of a file, none where there is no file yet."""
    floors: Floors = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return floors
