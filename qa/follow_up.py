"""A question that leans on earlier ones → the questions that may be meant.

In: a question, and the conversation's earlier turns. Out: whole questions, best guess first. Rules
about words only; it does not know documents, and reads nothing: whoever asks tries the guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.lexicon import is_common, lemma
from qa.answer import Answer
from qa.follow_up_context import Asked, Heard
from qa.follow_up_forms import finished
from qa.follow_up_leads import is_statement, without_lead
from qa.follow_up_rules import RULES
from qa.follow_up_slots import Parts, Slot, asking_language, take_apart
from qa.follow_up_words import SMALL
from qa.phrases import PHRASES
from qa.question import Question, parse

MOST_COMPLETIONS = 6
TURNS_REMEMBERED = 4
# "Välj att sluta": more words with a capital are rather a sentence.
_LONGEST_TITLE = 4
# A pair's parts, for messages.
_WANTED = "a question, a (question, answer) pair of texts, or an Answer"

# What was said in place of an answer names nothing that a question could be about.
_REFUSALS = frozenset(said for texts in PHRASES.values() for said in texts.values())

Earlier = str | tuple[str, str] | Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question and what came of it.

    Attributes:
        question: as it was asked, or as it was understood.
        answer: what was said; "" for a refusal, or where it is not known.
        quotes: the sentences that were cited.
    """

    question: str
    answer: str = ""
    quotes: str = ""


def turns_of(history: Sequence[Earlier]) -> tuple[Turn, ...]:
    """Return the latest turns of a conversation, oldest first.

    Args:
        history: earlier turns, oldest first: a question, a (question, answer) pair of texts, or
            the Answer itself.

    Raises:
        TypeError: the history is no sequence of these.
    """
    if isinstance(history, str | bytes) or not isinstance(history, Sequence):
        raise TypeError(f"history is {_named(history)}; expected a list, each item {_WANTED}.")
    found = [_turn(item, at) for at, item in enumerate(history)]
    return tuple(found[-TURNS_REMEMBERED:])


def completions(question: Question, history: Sequence[Turn]) -> list[str]:
    """Return candidates for what was meant, best guess first.

    Args:
        question: as it was typed.
        history: earlier turns, oldest first; only the latest are looked at.

    Returns:
        At most MOST_COMPLETIONS questions; the one that was typed is among them when it may be
        whole as it stands. [] when it is whole, or when nothing earlier completes it.
    """
    return _completions(question, _hear(history[-TURNS_REMEMBERED:]))


def language_of(question: Question, history: Sequence[Turn]) -> str:
    """Return a follow-up's language: "2021?" has none of its own, and takes the last one's."""
    return _language(question.text, question.language, _hear(history[-TURNS_REMEMBERED:]))


def _turn(item: object, at: int) -> Turn:
    if isinstance(item, str):
        return Turn(item)
    if isinstance(item, Answer):
        said = "" if item.abstained else "; ".join(claim.text for claim in item.claims)
        quotes = " ".join(citation.quote for citation in item.citations[:1])
        return Turn(item.understood_as or item.question, said, quotes)
    if isinstance(item, tuple | list) and len(item) == 2:
        question, answer = item
        if isinstance(question, str) and isinstance(answer, str):
            return Turn(question, "" if answer.strip() in _REFUSALS else answer)
    raise TypeError(f"history[{at}] is {_named(item)}; expected {_WANTED}.")


def _named(item: object) -> str:
    if isinstance(item, tuple | list):
        kinds = ", ".join(type(part).__name__ for part in item[:3])
        return f"a {type(item).__name__} of {len(item)} ({kinds})"
    return f"of type {type(item).__name__}"


def _hear(history: Sequence[Turn]) -> list[Heard]:
    """Take earlier turns apart, each completed from those before it."""
    heard: list[Heard] = []
    for turn in history:
        question = parse(turn.question)
        # Greetings, orders and calls for help are no part of what a question was about.
        if question.reply:
            continue
        meant = _completions(question, heard)
        text, _joined = without_lead(question.text)
        asks = (typed := take_apart(text, question.language)).asking or typed.has_verb
        whole = question.text if not meant or (question.text in meant and asks) else meant[0]
        language = _language(whole, question.language, heard)
        heard.append(
            Heard(
                asked := take_apart(without_lead(whole)[0], language),
                _answered(asked, turn.answer),
                take_apart(turn.quotes, language),
            )
        )
    return heard


def _answered(asked: Parts, answer: str) -> Parts:
    """Take an answer apart; a short one to "who" or "which" is a name, whatever its words."""
    parts = take_apart(answer, asked.language)
    asks_entity = asked.asking is not None and asked.asking.kind in ("who", "what", "which")
    is_title = parts.text[:1].isupper() and len(parts.words) <= _LONGEST_TITLE
    if parts.slots or not asks_entity or not is_title or any(c.isdecimal() for c in parts.text):
        return parts
    title = Slot("name", parts.text, parts.text.casefold(), 0, len(parts.text))
    return replace(parts, slots=(title,))


def _completions(question: Question, heard: Sequence[Heard]) -> list[str]:
    if question.reply or not heard:
        return []
    text, joined = without_lead(question.text)
    # "Ok, tack": what is left is no question either.
    if parse(text).reply:
        return []
    language = _language(question.text, question.language, heard)
    asked = Asked(question.text, take_apart(text, language), joined, heard)
    if is_statement(asked.parts, question.text):
        return []
    for rule in RULES:
        if found := list(_whole(rule(asked), question.text)):
            return [] if found == [question.text] else found[:MOST_COMPLETIONS]
    return []


def _whole(texts: Sequence[str], typed: str) -> Iterator[str]:
    """Yield the texts as questions, each once, and the one that was typed as it was."""
    seen = set()
    for text in texts:
        question = finished(text)
        key = question.casefold()
        if question and key not in seen:
            seen.add(key)
            yield typed if key == finished(typed).casefold() else question


def _language(text: str, guess: str, heard: Sequence[Heard]) -> str:
    """Return the language that most of a question's words are of, the last turn's if none are."""
    if asked_in := asking_language(text):
        return asked_in
    words = [word.lower for word in take_apart(text, guess).words]
    swedish = sum(word in SMALL["sv"] or word == "och" for word in words)
    english = sum(word in SMALL["en"] for word in words)
    if swedish == english:
        swedish += sum(is_common(word) for word in words if word.isalpha())
        english += sum(lemma(word, "en") is not None for word in words if word.isalpha())
    if swedish == english:
        return heard[-1].question.language if heard else guess
    return "sv" if swedish > english else "en"
