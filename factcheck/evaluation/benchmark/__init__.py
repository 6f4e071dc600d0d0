"""The benchmark: a suite of labelled sets measured in one run, and a page that puts the figures beside published ones."""
