"""The labeller: a small statistical model of a line, its neighbourhood and the marks on it."""
