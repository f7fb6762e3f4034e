"""newsclean inside other tools; each module needs the extra it names."""
