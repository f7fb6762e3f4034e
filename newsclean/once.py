"""Values that are worked out when they are first asked for, and kept."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cached_property

    once = cached_property
else:

    class once:  # noqa: N801
        """`functools.cached_property` without the lock that it takes on Python 3.11, which costs more than the work."""

        def __init__(self, work):
            self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

        def __get__(self, line, owner=None):
            if line is None:
                return self
            value = line.__dict__[self.name] = self.work(line)
            return value
