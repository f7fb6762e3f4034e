"""Training the labeller; needs `pip install newsclean[train]`."""
