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
    scores = head(states, first, last)
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
        assert not together[at, len(row) :].any()
    padded, mask = pad(rows, to_multiple_of=16)
    assert padded.shape == mask.shape == (2, 16)
    assert mask.sum(1).tolist() == [4, 7]


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
