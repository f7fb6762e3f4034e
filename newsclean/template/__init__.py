"""What the pages of a site have in common: how it is counted, kept and read."""
