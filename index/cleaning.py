"""Which blocks of a library's documents are furniture, and why.

In: the blocks of documents. Out: for each block the reason why it is set aside, or "". Three kinds
of evidence decide: what a block says (`index.furniture`), that it stands in the document twice, and
that many documents of its publisher share it (`index.sharing`). A heading or label that is left
with nothing under it goes too. What a person ruled (`index.overruling`) counts for more than all of
it. This file does not know how what is kept becomes paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.blocks import PROSE_WORDS, Block, Role
from index.documents import Document
from index.furniture import (
    CONSENT,
    FEEDBACK,
    NAVIGATION,
    NEWSLETTER,
    holds_contact,
    phrase_reason,
)
from index.metadata import ABOUT_PAGE
from index.overruling import DROP, DROPPED, KEEP, Ruling, verdicts_of
from index.running_heads import said_beside_numbers
from index.sharing import frame_of, said_by, shared_to_go

if TYPE_CHECKING:
    from index.paragraphs import Removed

_NOTHING: Mapping[str, Mapping[int, str]] = MappingProxyType({})

REPEATED = "stands twice in the document"
SHARED = "stands in many documents of the publisher"
BARE_HEADING = "heading with nothing under it"
EMPTY_LABEL = "label with nothing behind it"
REASONS = (
    FEEDBACK, CONSENT, NEWSLETTER, NAVIGATION, REPEATED, SHARED, BARE_HEADING, EMPTY_LABEL,
    DROPPED,
)  # fmt: skip

# A form's field or button, and a line that belongs to a form by the company it keeps.
_FIELD_WORDS = 4
_FORM_WORDS = 40
_TO_READER = re.compile(r"\b(?:du|dig|din|ditt|dina|er|you|your)\b", re.I)
_OF_FORMS = re.compile(
    r"\b(?:ditt svar|din kommentar|din fråga|formulär\w*|synpunkt\w*|webbplats\w*|sidan|sidans"
    r"|webbsida\w*|fälte[nt]|your (?:answer|comment|feedback)|this (?:page|site|form)|website)\b",
    re.I,
)
_IN_FORM = {FEEDBACK, CONSENT, NEWSLETTER}


# What is judged with the other documents in view, and anew whenever one of them changes; and what
# a person ruled, which holds as long as the ruling does.
_NOT_OWN = frozenset({SHARED, BARE_HEADING, EMPTY_LABEL, DROPPED})


def reasons_of(
    documents: Sequence[Document],
    blocks: Sequence[Sequence[Block]],
    shared: Sequence[Set[str]],
    own_reasons: Mapping[str, Mapping[int, str]] = _NOTHING,
    rulings: Sequence[Ruling] = (),
) -> list[list[str]]:
    """Judge every block of documents.

    Args:
        documents: of a library, in its order, with all that share something.
        blocks: the blocks of each of them.
        shared: of each of them the texts that many others of its publisher hold.
        own_reasons: by document id, what was found before of a document by itself: reasons by the
            blocks' starts. Others are judged.
        rulings: what a person ruled.

    Returns:
        For each document, for each block, one of `REASONS`, or "" for content.
    """
    reasons = [
        [own_reasons[document.id].get(block.start, "") for block in own]
        if document.id in own_reasons
        else _by_company(own, _by_repetition(own, _by_words(document, own)))
        for document, own in zip(documents, blocks, strict=True)
    ]
    kept = [
        _by_ruling(verdicts_of(document, own, rulings), found)
        for document, own, found in zip(documents, blocks, reasons, strict=True)
    ]
    _by_library(documents, blocks, shared, reasons, kept)
    for own, found, wanted in zip(blocks, reasons, kept, strict=True):
        _bare_heads(own, found, wanted)
    return reasons


def _by_ruling(verdicts: Sequence[str], reasons: list[str]) -> frozenset[int]:
    """Set aside what a person drops, bring back what they keep, and return which that is."""
    for i, verdict in enumerate(verdicts):
        if verdict == KEEP:
            reasons[i] = ""
        elif verdict == DROP:
            reasons[i] = reasons[i] or DROPPED
    return frozenset(i for i, verdict in enumerate(verdicts) if verdict == KEEP)


def own_reasons_of(removed: Iterable[Removed]) -> dict[int, str]:
    """Return what was found of a document by itself, from all that was set aside in it."""
    return {one.start: one.reason for one in removed if one.reason not in _NOT_OWN}


def shared_before(removed: Iterable[Removed]) -> bool:
    """Say whether something was set aside because others shared it, who may not any more."""
    return any(one.reason == SHARED for one in removed)


def _by_words(document: Document, blocks: Sequence[Block]) -> list[str]:
    return [
        "" if block.role is Role.TITLE else phrase_reason(block.text, subject=document.title)
        for block in blocks
    ]


def _by_repetition(blocks: Sequence[Block], reasons: list[str]) -> list[str]:
    """Set aside what stands in the document a second time, and forms that do so both times.

    Headings, hours and addresses may rightly stand twice, under one office and the next: they
    go only where what is before them is repeated with them.
    """
    times = Counter(said_by(block) for block in blocks)
    running = said_beside_numbers([said_by(block) for block in blocks])
    seen: set[tuple[str, ...]] = set()
    for i, block in enumerate(blocks):
        here = tuple(said_by(one) for one in blocks[max(0, i - 2) : i + 1])
        is_prose = block.role is Role.PROSE and block.words >= PROSE_WORDS
        key = here[-1:] if is_prose or here[-2:-1] == here[-1:] else here
        again = key in seen or here[-1:] == here[-2:-1]
        is_form = times[said_by(block)] > 1 and is_prose and _is_of_form(block)
        again = again or here[-1] in running
        if not reasons[i] and block.role is not Role.TITLE and (again or is_form):
            reasons[i] = REPEATED
        seen |= {here, here[-1:]} if is_prose else {here}
    return reasons


def _by_company(blocks: Sequence[Block], reasons: list[str]) -> list[str]:
    """Set aside a form's fields, buttons and further questions, which stand beside its phrases."""
    in_form = [reason in _IN_FORM for reason in reasons]
    for i, block in enumerate(blocks):
        around = in_form[max(0, i - 1) : i] + in_form[i + 1 : i + 2]
        if reasons[i] or not any(around):
            continue
        if block.role is Role.TITLE or holds_contact(block.text):
            continue
        is_field = block.words <= _FIELD_WORDS and block.text.casefold() in _FIELDS
        # A field needs one neighbour that is of the form; a sentence needs both.
        if (is_field and any(around)) or (
            len(around) == 2 and all(around) and _is_form_like(block)
        ):
            reasons[i] = next(r for r in (reasons[i - 1 : i] + reasons[i + 1 : i + 2]) if r)
            in_form[i] = True
    return reasons


_FIELDS = {
    "ja", "nej", "delvis", "vet ej", "skicka", "skicka in", "avbryt", "namn", "e-post",
    "e-postadress", "telefon", "telefonnummer", "meddelande", "kommentar", "stäng", "ok", "rensa",
    "yes", "no", "partly", "send", "submit", "cancel", "name", "email", "e-mail", "phone",
    "message", "comment", "close", "godkänn", "acceptera", "avvisa", "neka", "anpassa", "spara",
    "mycket nöjd", "nöjd", "varken eller", "missnöjd", "mycket missnöjd", "tack", "frivilligt",
}  # fmt: skip


def _is_form_like(block: Block) -> bool:
    """Say whether a block speaks to the reader as forms do: asks, or says "you"."""
    return block.words <= _FORM_WORDS and bool(
        block.text.rstrip().endswith(("?", "...", "…")) or _TO_READER.search(block.text)
    )


def _is_of_form(block: Block) -> bool:
    """Say whether a block that stands twice is a form's by its words; advice to readers is not."""
    return (
        _is_form_like(block)
        and not holds_contact(block.text)
        and _OF_FORMS.search(block.text) is not None
    )


def _by_library(
    documents: Sequence[Document],
    blocks: Sequence[Sequence[Block]],
    shared: Sequence[Set[str]],
    reasons: list[list[str]],
    wanted: Sequence[frozenset[int]],
) -> None:
    """Set aside what many documents of one publisher share, unless a person wants it."""
    kept: dict[str, set[str]] = defaultdict(set)
    for document, own, texts, found, here in zip(
        documents, blocks, shared, reasons, wanted, strict=True
    ):
        is_shared = [i not in here and said_by(one) in texts for i, one in enumerate(own)]
        if any(is_shared):
            is_left = [not reason for reason in found]
            for i in shared_to_go(own, is_left, is_shared, kept[frame_of(document)]):
                found[i] = SHARED


def _bare_heads(blocks: Sequence[Block], reasons: list[str], kept: frozenset[int]) -> None:
    """Set aside headings and labels under which nothing is left, from the last to the first.

    In flat text a heading before another may head a group of them; a question may not: it is a
    folded answer whose text did not come along.
    """
    following: Block | None = None
    for i in reversed(range(len(blocks))):
        block = blocks[i]
        if reasons[i]:
            # Where a removed heading stood, another section began.
            following = None if block.heads and block.level else following
            continue
        may_go = block.heads and block.role is not Role.TITLE and i not in kept
        if may_go and _heads_nothing(block, following):
            reasons[i] = EMPTY_LABEL if block.role is Role.LABEL else BARE_HEADING
            continue
        following = block


def _heads_nothing(block: Block, following: Block | None) -> bool:
    if following is None or following.role is Role.TITLE:
        return True
    if block.role is Role.LABEL:
        about_other = ABOUT_PAGE.match(block.text) and ABOUT_PAGE.match(following.text)
        return following.heads or bool(about_other)
    if ABOUT_PAGE.match(following.text) and not block.level:
        return True
    if following.role is not Role.HEADING:
        return False
    if block.level:
        return following.level <= block.level
    return block.text.rstrip().endswith("?")
