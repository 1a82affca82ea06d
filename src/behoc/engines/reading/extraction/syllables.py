"""Whether letters form Vietnamese syllables: the measure by which encodings are told apart."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_INITIALS = "b ch c d đ gh gi g h kh k l m ngh ng nh n ph p qu r s th tr t v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêt yêu
o oc oi om on ong op ot oa oac oach oai oan oang oanh oao oat oay oăc oăn oăng oăt oe oen oeo oet
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uât uân uâng uây uê uêch uênh uơ uy uya uych uynh uyên uyêt uyt uyu
uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_TONELESS: Final = re.compile(
    f"(?:{'|'.join(_INITIALS.split())})?(?:{'|'.join(sorted(_RIMES.split(), key=len)[::-1])})"
)
_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_BETWEEN_WORDS: Final = re.compile(r"[\s!-@\[-`{-~–—“”‘’…«»]+")


def vietnamese_share(lines: Iterable[str]) -> float:
    """The share, from 0 to 1, of accented words that are possible Vietnamese syllables."""
    words = [word for line in lines for word in _BETWEEN_WORDS.split(line) if not word.isascii()]
    if not words:
        return 0.0
    return sum(map(is_syllable, words)) / len(words)


def is_syllable(word: str) -> bool:
    """Whether the word can be one Vietnamese syllable, accents and all."""
    return _TONELESS.fullmatch(_without_tone(word)) is not None


def _without_tone(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return unicodedata.normalize("NFC", apart)
