"""Which line of a text answers best, and which of its words to mark."""

import re

from behoc.kernel.text import fold, fold_lines

MARKED_LENGTH = 220  # letters of a line around its first answer, enough to judge it


def best_line(lines: list[str], words: list[str]) -> int | None:
    """The index of the line that holds most of the words, written ones before folded ones."""
    if not words:
        return None
    written = [line.lower() for line in lines]
    bare = fold_lines(lines)
    folded = [fold(word) for word in words]
    best, most = None, 0
    for index, (line, plain) in enumerate(zip(written, bare, strict=True)):
        found = sum(2 * (word in line) for word in words)
        found += sum(word in plain for word in folded)
        if found > most:
            best, most = index, found
    return best


def marked_pieces(line: str, words: list[str]) -> list[tuple[str, bool]]:
    """The line around its first answer, in pieces: the text, and whether it answers."""
    (bare,) = fold_lines([line])
    if len(bare) != len(line):  # letters that fold into more or fewer: nothing is marked
        return [(line[:MARKED_LENGTH], False)]
    pattern = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    spans = [found.span() for found in re.finditer(rf"(?<!\w)0*(?:{pattern})", bare)]
    start = _window(line, spans[0][0] if spans else 0)
    pieces, at = [("…", False)] if start else [], start
    end = start + MARKED_LENGTH
    for first, last in spans:
        if at <= first and last <= end:
            pieces += [(line[at:first], False), (line[first:last], True)]
            at = last
    pieces.append((line[at:end] + ("…" if end < len(line) else ""), False))
    return [piece for piece in pieces if piece[0]]


def _window(line: str, first: int) -> int:
    """Where to begin so that the answer is seen: at a word, a little before it."""
    if first < MARKED_LENGTH // 2:
        return 0
    return line.find(" ", first - MARKED_LENGTH // 3) + 1
