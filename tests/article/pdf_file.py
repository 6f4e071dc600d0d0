"""PDF files written out object by object: lines of text at stated places, nothing else."""

from __future__ import annotations

import zlib

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def line(text, y, *, x=72, size=11):
    """A line of Helvetica with its baseline `y` points above the bottom."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text.translate(_ESCAPES)}) Tj ET\n"


def column(lines, *, x=72, top=700, step=14, size=11):
    """Lines below each other; None leaves half a line more above the next."""
    drawn, y = "", top
    for text in lines:
        if text is None:
            y -= step / 2
        else:
            drawn += line(text, y, x=x, size=size)
            y -= step
    return drawn


def pdf_file(*pages, info="", tree=None, objects=()):
    """The bytes of a PDF with these content streams; `tree` replaces the page tree, `objects` are numbered from 4 + 2 per page on."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    parts.append((tree or f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>").encode())
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, content in enumerate(pages):
        packed = zlib.compress(content.encode("cp1252") if isinstance(content, str) else content)
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        parts.append(page.encode())
        parts.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
    parts += [part.encode() if isinstance(part, str) else part for part in objects]
    parts.append(f"<< {info} >>".encode())
    data, offsets = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = f"trailer << /Size {len(parts) + 1} /Root 1 0 R /Info {len(parts)} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + trailer.encode()
