"""Many articles: checked by several processes, resumed after a kill, and an index page over their reports."""
