"""What holds for the entries of every parser, whatever the text."""

from vtexlint.parsers.model import Document
from vtexlint.parsers.parse import source_map
from vtexlint.text.source import Source


def check_entries(source: Source, document: Document) -> None:
    """Spans are in the text and in order, containers exist, and each value can be mapped to its place."""
    size = len(source.text)
    for entry in document.entries:
        assert 0 <= entry.name_span.start <= entry.name_span.end <= entry.span.start <= entry.span.end <= size
        assert 0 <= entry.container < len(document.containers)
        if entry.value is None:
            continue
        places = source_map(source, document.format, entry)
        assert places is not None, entry
        assert len(places) == len(entry.value) + 1
        assert places == sorted(places)
        assert entry.span.start <= places[0] <= places[-1] == entry.span.end
    starts = [entry.span.start for entry in document.entries]
    assert starts == sorted(starts)
    comments = [comment.span for comment in document.comments]
    assert all(0 <= span.start < span.end <= size for span in comments)
    assert len(set(comments)) == len(comments)
