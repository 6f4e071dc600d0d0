"""Running the tools over standard input and output, which carry the protocol and nothing else."""

from __future__ import annotations

import logging
import sys

from factcheck.mcp_server.tools import create_server
from factcheck.service.operations import Service

__all__ = ["serve"]


def serve(service: Service) -> None:
    """Serve until the other side closes standard input.

    Args:
        service: what the tools work with.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    create_server(service).run(transport="stdio", show_banner=False, log_level="ERROR")
