"""Language data: a folder per language, read by `loader` and `rules`."""
