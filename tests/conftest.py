"""Hypothesis without a clock: the first examples load the language data, and no test asserts a time."""

from hypothesis import settings

settings.register_profile("newsclean", deadline=None)
settings.load_profile("newsclean")
