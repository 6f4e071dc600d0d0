from factcheck.models.batch import BatchSummary


def index_html(summary: BatchSummary) -> str:
    return ""
