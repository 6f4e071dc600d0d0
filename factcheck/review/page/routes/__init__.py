"""The routes of the review page, one file a subject."""
