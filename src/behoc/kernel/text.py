"""Charter: Vietnamese text: folding for search, sorting and naming the Vietnamese way."""

import re
import unicodedata

_BASE = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def clean(text: str) -> str:
    """One Unicode form (NFC), single spaces, no spaces at the ends."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: what search compares; never longer than the text."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    # Letters of other scripts that came apart are put together again.
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", kept)).strip()


def fold_lines(lines: list[str]) -> list[str]:
    """Many lines folded at once, letter for letter: spaces stay, so places in a line still fit."""
    bare = unicodedata.normalize("NFD", "\n".join(lines).lower().replace("đ", "d"))
    return re.sub("[\u0300-\u036f]", "", bare).split("\n")


def sort_key(text: str) -> str:
    """A key that sorts word by word as dictionaries do: by letters first, by tone marks second."""
    return " ".join(_word_key(word) for word in clean(text).lower().split(" "))


def name_sort_key(full_name: str) -> str:
    """People sort by given name, then by family and middle names."""
    words = clean(full_name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]]))


def initials(full_name: str) -> str:
    """Two letters for the round mark beside a name: of the last two words."""
    return "".join(word[0].upper() for word in clean(full_name).split(" ")[-2:] if word)


def _word_key(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for letter in word:
        base, tone = _split_tone(letter)
        place = _BASE.find(base)
        letters.append(chr(ord("A") + place) if place >= 0 else base)
        tones.append(str(tone))
    # "!" stands before every letter and after the space: a word comes before longer ones.
    return "".join(letters) + "!" + "".join(tones)


def _split_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    rest = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", rest), tone
