"""The stages, a file each: every one a callable from a page to marks. `newsclean.defaults` puts them in order."""
