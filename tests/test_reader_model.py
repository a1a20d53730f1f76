"""The span head allows what it may, and packed weights open as they were packed."""

from __future__ import annotations

import pytest
import torch

from index import bundled
from index.bert import Bert, BertShape, pad
from index.deltas import WeightsError, dequantise, pack, quantise, verify
from qa.reader_model import MAX_SPAN_TOKENS, ReaderModel, SpanHead
from qa.reader_weights import load_model


def test_only_spans_inside_the_passage_are_scored() -> None:
    torch.manual_seed(0)
    head = SpanHead(32)
    states = torch.randn(2, 90, 32)
    first, last = torch.tensor([10, 4]), torch.tensor([88, 7])
    scores = head(states, first, last, torch.ones(2, 90, dtype=torch.bool))
    allowed = scores > -5e3
    for row in range(2):
        for i, j in allowed[row].nonzero().tolist():
            assert (i, j) == (0, 0) or (
                first[row] <= i <= j < last[row] and j - i < MAX_SPAN_TOKENS
            )
    assert int(allowed[1].sum()) == 1 + 3 + 2 + 1
    start, end = head.ends(states)[0].unbind(-1)
    left, right = head.pairs(states)[0].split(64, dim=-1)
    by_hand = start[12] + end[15] + left[12] @ right[15] / 8
    torch.testing.assert_close(scores[0, 12, 15], by_hand)


def test_padding_changes_nothing() -> None:
    torch.manual_seed(0)
    shape = BertShape(hidden=32, layers=2, heads=4, intermediate=64, positions=64, epsilon=1e-12)
    model = Bert(shape, torch.nn.Embedding(50, 32)).eval()
    rows = [[0, 7, 8, 2], [0, 9, 8, 7, 6, 5, 2]]
    together = model(*pad(rows))
    for at, row in enumerate(rows):
        alone = model(torch.tensor([row]))
        torch.testing.assert_close(together[at, : len(row)], alone[0], atol=1e-5, rtol=1e-4)
    padded, mask = pad(rows, to_multiple_of=16)
    assert padded.shape == mask.shape == (2, 16)
    assert mask.sum(1).tolist() == [4, 7]


def small_reader() -> ReaderModel:
    torch.manual_seed(0)
    shape = BertShape(hidden=32, layers=6, heads=4, intermediate=64, positions=128, epsilon=1e-12)
    return ReaderModel(Bert(shape, torch.nn.Embedding(50, 32))).eval()


def windows_of(model: ReaderModel, *lengths: int):
    """Windows of some lengths whose passage begins at token 5 and ends before the last."""
    ids, mask = pad([[0, *torch.randint(3, 50, (n - 2,)).tolist(), 2] for n in lengths])
    return ids, mask, torch.full((len(lengths),), 5), torch.tensor(lengths) - 1


def test_no_span_lies_over_what_was_left_out() -> None:
    model = small_reader()
    ids, mask, first, last = windows_of(model, 100, 90)
    states, promises = model.look(ids, mask, first, last)
    assert promises.shape == ids.shape
    assert bool((promises[:, :5] < -5e3).all()), "the question is no part of an answer"
    kept = torch.zeros_like(mask)
    kept[0, 20:30] = kept[0, 50:60] = kept[1, 7:9] = True
    allowed = model.read_on(states, mask, kept, first, last) > -5e3
    spans = {(i, j) for i, j in allowed[0].nonzero().tolist()}
    assert (20, 29) in spans
    assert (50, 59) in spans
    assert all(i == j == 0 or 20 <= i <= j < 30 or 50 <= i <= j < 60 for i, j in spans)
    assert allowed[1].nonzero().tolist() == [[0, 0], [7, 7], [7, 8], [8, 8]]


def test_what_looks_most_promising_is_always_read() -> None:
    model = small_reader()
    inputs = windows_of(model, 120, 110)
    whole = model(*inputs)
    torch.testing.assert_close(whole, model(*inputs, promise=-1e3))
    least = model(*inputs, promise=1e3)
    for row in range(2):
        read, all_of_it = int((least[row] > -5e3).sum()), int((whole[row] > -5e3).sum())
        assert 1 < read < all_of_it / 2
    most = model.look(*inputs)[1].argmax(1)
    assert bool((least[[0, 1], most, most] > -5e3).all())


def test_a_window_is_read_alike_beside_others() -> None:
    model = small_reader()
    ids, mask, first, last = windows_of(model, 80, 60, 75)
    together = model(ids, mask, first, last, promise=-0.1)
    for row, length in enumerate((80, 60, 75)):
        alone = model(
            ids[row : row + 1, :length], mask[row : row + 1, :length],
            first[row : row + 1], last[row : row + 1], promise=-0.1,
        )[0]  # fmt: skip
        torch.testing.assert_close(together[row, :length, :length], alone, atol=1e-4, rtol=1e-4)


def test_four_bits_keep_a_difference_to_a_tenth() -> None:
    torch.manual_seed(0)
    delta = torch.randn(64, 96) * 0.01
    opened = dequantise(*quantise(delta))
    assert opened.shape == delta.shape
    assert float((opened - delta).norm() / delta.norm()) < 0.12
    zero = torch.zeros(2, 32)
    torch.testing.assert_close(dequantise(*quantise(zero)), zero)


def test_packed_weights_open_as_they_were(tmp_path) -> None:
    torch.manual_seed(0)
    model = ReaderModel(bundled.bert())
    with torch.no_grad():
        for parameter in model.bert.layers[11].parameters():
            parameter += torch.randn_like(parameter) * 0.01
    path = tmp_path / "reader.safetensors"
    assert pack(model.state_dict(), path, prefix="bert.") < 3_000_000
    opened = load_model(path).state_dict()
    for name, value in model.state_dict().items():
        error = float((opened[name] - value).norm() / value.norm())
        assert error < (0.1 if "layers.11" in name else 1e-3), name


def test_damaged_or_foreign_weights_are_refused(tmp_path) -> None:
    path = tmp_path / "reader.safetensors"
    with pytest.raises(WeightsError, match="are missing"):
        verify(path)
    pack(ReaderModel(bundled.bert()).state_dict(), path, prefix="bert.")
    verify(path)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(WeightsError, match="are damaged"):
        load_model(path)
