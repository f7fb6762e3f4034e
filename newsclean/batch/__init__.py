"""Files of documents in, files of articles out: what `newsclean batch` does."""
