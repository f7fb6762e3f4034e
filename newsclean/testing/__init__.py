"""Fixtures of pages: what must come out of each, checked with pytest, with `newsclean check`, or from Python.

A case is a folder: `input.txt`, the page; `expected.txt`, the body; where wanted `expected.json`, fields of the
metadata and the verdict, of which only those given are compared; where wanted `case.toml` with `url`, `language`,
`favor`, `rules` (files, relative to the folder) and `xfail = "reason"`. A `.txt` file in a folder named `keep` is clean
text that must come out unchanged.

>>> from pathlib import Path
>>> from newsclean.testing import find
>>> find(Path("no-such-folder"))
[]
"""

from newsclean.testing.case import Case, MismatchError, check, find, is_case, read_case, update

__all__ = ["Case", "MismatchError", "check", "find", "is_case", "read_case", "update"]
