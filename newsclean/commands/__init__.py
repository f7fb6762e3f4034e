"""The commands of `newsclean` that have a file of their own; `newsclean.cli` puts them together."""
