"""A paragraph's row holds its own words and some of its title's."""

from __future__ import annotations

import numpy as np

from index.embedding import TITLE_WEIGHT, embed, embedded_text, lexical_fields
from index.paragraphs import Paragraph
from tests.fakes import FakeEncoder, a_document


def paragraph(document_id: str, text: str, heading: str = "") -> Paragraph:
    return Paragraph(f"{document_id}#1", document_id, 0, len(text), text, heading)


def test_rows_are_the_paragraph_and_a_share_of_the_title() -> None:
    documents = {
        "med": a_document(id="med", title="kommun budget", text="jour"),
        "utan": a_document(id="utan", title="", text="jour"),
    }
    encoder = FakeEncoder()
    paragraphs = [paragraph("med", "jour"), paragraph("utan", "jour")]
    rows = embed(encoder, documents, paragraphs)
    own = encoder.encode_documents(["jour"])[0]
    title = encoder.encode_documents(["kommun budget"])[0]
    expected = own + TITLE_WEIGHT * title
    np.testing.assert_allclose(rows[0], expected / np.linalg.norm(expected), atol=1e-6)
    np.testing.assert_allclose(rows[1], own, atol=1e-6)


def test_what_is_embedded_and_what_is_indexed() -> None:
    document = a_document(title="En sida", publisher="Solna stad", date="2024-02-19")
    below = paragraph(document.id, "En budget.", "Pengar")
    assert embedded_text(below) == "Pengar. En budget."
    assert embedded_text(paragraph(document.id, "En budget.")) == "En budget."
    fields = lexical_fields(document, below)
    assert (fields.title, fields.heading, fields.body) == ("En sida", "Pengar", "En budget.")
    assert fields.metadata == "Solna stad 2024-02-19"
