"""Pictures of text to characters: the recogniser that rapidocr's wheel carries, run by onnxruntime on one core."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.errors import NeedsOcr
from extraction.scan.decode_figure import decode_figure, is_figure
from extraction.scan.decode_mark import decode_mark
from extraction.scan.decode_text import WordCosts, align, decode_text
from extraction.scan.follow_grammar import Sign
from extraction.scan.letters import LEAST, Char, Picture, Recogniser
from extraction.scan.sheet import Grey
from extraction.values.lexicon import load_lexicon

HEIGHT = 48
"""Rows of pixels that the recogniser takes."""
STEP = 8
"""Columns of pixels behind each of its answers."""
SURE = 0.93
"""A character that is surer than this is not questioned."""
LEXICON = Path(__file__).resolve().parents[2] / "models" / "lexicon.safetensors"
OPEN = 4.0
"""Nats by which a sign may be less likely than the one that was read, to be kept beside it."""
LESS_FIT = 1.0
"""Nats at least for a sign that is not the one which a grammar makes the likeliest."""
PLAIN = frozenset(map(chr, range(33, 127))) | set("“”‘’–—§®©é")
"""Characters that these forms are printed in."""


@dataclass(frozen=True, slots=True, eq=False)
class Rapid:
    """PP-OCR's recogniser; `letters` are its classes that are used, by number: the first is "nothing"."""

    session: Any
    numbers: NDArray[np.int64]
    letters: tuple[str, ...]
    costs: WordCosts | None = None
    """What words cost, where that is known: it tells between readings that the recogniser leaves open."""

    def read(self, pictures: Sequence[Picture]) -> list[tuple[Char, ...]]:
        return [self._read(picture) for picture in pictures]

    def _read(self, picture: Picture) -> tuple[Char, ...]:
        answers, stretch = self._answer(picture.grey)
        if picture.lenient:
            marks, cost = decode_mark(answers, self.letters)
            if cost <= picture.lenient:
                return tuple(replace(c, others=()) for c in self._chars(marks, answers, stretch))
        read = self._chars(_decode(answers, self.letters), answers, stretch)
        text = "".join(c.text for c in read).strip()
        sure = _is_sure(read)
        if figure := decode_figure(text, answers, self.letters, sure):
            return tuple(preferred(c) for c in self._chars(figure, answers, stretch))
        return read if sure or is_figure(text) else self._spelled(read, answers, stretch)

    def _chars(self, signs: Iterable[Sign], answers: NDArray[np.float32], stretch: float) -> tuple[Char, ...]:
        """Signs with where they stand, how sure they are and what else they may be."""
        return tuple(_char(sign, answers, self.letters, stretch) for sign in signs)

    def _spelled(self, read: tuple[Char, ...], answers: NDArray[np.float32], stretch: float) -> tuple[Char, ...]:
        """What was read as words, where other words are likelier."""
        text = decode_text(answers, self.letters, self.costs).rstrip() if self.costs else ""
        if not text or _brackets(text) < _brackets(plain := "".join(c.text for c in read)) or text == plain.rstrip():
            return read
        return tuple(
            Char(c, STEP * (at + 0.5) / stretch, sure, _others(answers[[int(at)]], self.letters.index(c), self.letters))
            for c, at, sure in align(text, answers, self.letters)
        )

    def _answer(self, picture: Grey) -> tuple[NDArray[np.float32], float]:
        """Probabilities of the letters, column by column, and how far the picture was stretched."""
        shaped, stretch = _shape(picture)
        answers = self.session.run(None, {"x": shaped})[0][0][:, self.numbers]
        return answers / np.maximum(answers.sum(axis=1, keepdims=True), LEAST), stretch


def _shape(picture: Grey) -> tuple[NDArray[np.float32], float]:
    """A picture as the recogniser takes it, and how many columns of it one column of the picture became."""
    import cv2

    height, width = picture.shape
    wide = max(16, round(width * HEIGHT / height))
    how = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    sized = cv2.resize(picture, (wide, HEIGHT), interpolation=how).astype(np.float32) / 127.5 - 1
    padded = np.pad(sized, ((0, 0), (0, -wide % STEP)), constant_values=1.0)
    return np.broadcast_to(padded, (1, 3, HEIGHT, padded.shape[1])).copy(), wide / width


def _decode(answers: NDArray[np.float32], letters: Sequence[str]) -> Iterable[Sign]:
    """The best signs of each column of answers, those that repeat taken once."""
    best = answers.argmax(axis=1)
    for number, held in groupby(range(len(best)), key=best.__getitem__):
        columns = list(held)
        if number:
            yield Sign(letters[number], columns[0], columns[-1] + 1)


def _char(sign: Sign, answers: NDArray[np.float32], letters: Sequence[str], stretch: float) -> Char:
    """A sign where its columns stand."""
    number, held = letters.index(sign.text), answers[sign.start : sign.end]
    middle = STEP * ((sign.start + sign.end - 1) / 2 + 0.5) / stretch
    return Char(sign.text, middle, float(held[:, number].max()), _others(held, number, letters))


def preferred(char: Char) -> Char:
    """A sign that its grammar asks for: whatever else was seen costs more."""
    return replace(char, others=tuple((text, max(cost, LESS_FIT)) for text, cost in char.others))


def _others(answers: NDArray[np.float32], read: int, letters: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """What else the columns of a sign may show."""
    likely = answers[answers[:, read].argmax()]
    shares = np.log(np.maximum(likely, LEAST) / max(float(likely[read]), LEAST))
    likely_too = np.nonzero(shares > -OPEN)[0].tolist()
    return tuple((letters[n], -float(shares[n])) for n in likely_too if n not in (0, read))


def _brackets(text: str) -> int:
    """How many brackets a text has: the lexicon knows no footnote marks, and would spell them away."""
    return text.count("(") + text.count(")")


def _is_sure(read: Sequence[Char]) -> bool:
    """Whether nothing in a reading is open; rules to be filled in are no words."""
    return all(c.score > SURE for c in read) or any(c.text == "_" for c in read)


@cache
def load_rapid() -> Rapid:
    """The recogniser; NeedsOcr where the extra `ocr` is not installed."""
    held = find_spec("rapidocr")
    if held is None or held.origin is None or find_spec("onnxruntime") is None:
        raise NeedsOcr("reading images needs the extra `ocr`: pip install 'tieout[ocr]'")
    import onnxruntime

    (path,) = Path(held.origin).parent.glob("models/*rec*.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    known = ["", *session.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    used = [i for i, c in enumerate(known) if not i or c in PLAIN or c == " "]
    costs = WordCosts(load_lexicon(LEXICON)) if LEXICON.exists() else None
    return Rapid(session, np.array(used), tuple(known[i] for i in used), costs)


def load_engine(name: str) -> Recogniser:
    """The recogniser "rapid" or "tesseract"; NeedsOcr where it is not installed."""
    if find_spec("cv2") is None:
        raise NeedsOcr("reading images needs the extra `ocr`: pip install 'tieout[ocr]'")
    if name == "tesseract":
        from extraction.scan.tesseract import find_tesseract

        return find_tesseract()
    return load_rapid()
