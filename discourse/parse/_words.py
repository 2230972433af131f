"""Printed text as a string with one character a word, so that words compare at string speed.

Typography drops out on the way: case, quotation marks, emphasis, dashes, ellipses and spacing
are not words. Every word keeps its place in the printed text.
"""
# ruff: noqa: RUF001 # typographic quotation marks and dashes are what this is about

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # written without spaces
_JOIN = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"  # accents set apart, invisible characters
_WORD = re.compile(rf"[{_CJK}]|(?:[^\W_{_CJK}]|[{_JOIN}])+(?:['’ʼ`´](?:[^\W_{_CJK}]|[{_JOIN}])+)*")
_INVISIBLE = re.compile(r"['’ʼ`´\u00ad\u200b-\u200d\u2060\ufeff]")
_CHUNK = re.compile(r"[^\s。！？]*+[。！？]++[\"”’」』）]*+|\S+")
_CLOSERS = "\"'”’“‘»«)]}*_"
_ENDS = (".", "!", "?", "…", "。", "！", "？", ":")
_ABBREVIATION = re.compile(
    r"(?:[^\W\d_]\.)+|(?:mrs?|ms|dr|st|vs|gen|sen|gov|rep|prof|no)\.", re.IGNORECASE
)

_KANA = ("\u3040", "\u30ff")
_FIRST, _LAST = 0x100, 0x10FFFF
_SURROGATES = (0xD800, 0xE000)
BREAK = "\x00"  # parts texts that do not follow on each other; is never a word

# words that say little about who spoke: grammar, and the small change of comment threads
# (English, then German, French, Spanish, Italian)
_COMMON = frozenset(
    """a about absolutely actions actually after again against ago agree agreed all alone already
    also always am amazing an and another any anybody anyone anything are arent article
    articles as ask at away awesome back bad be beautiful because been before being believe
    best bet better between big both brilliant but by bye call can cannot cant care case
    certainly chance change changes clearly come comes coming comment comments common
    completely correct could couldnt country course crazy cry day days definitely did didnt
    different disgrace disgraceful disgusting do does doesnt doing done dont down each either
    else end enough especially even ever every everybody everyone everything exactly excellent
    fact fair fake false far fault feel feeling few finally fine first follow for forever
    forget free friend friends from fully funny gave get gets getting give go goes going gone
    good got government great guess had happen happened happens hard has have havent having he
    hear heard hell help her here hes hey hilarious him his history honest honestly hope
    horrible how however i id idea if ill illegal im imagine important impossible in
    incredible indeed insane instead interesting into is isnt it its itself ive joke just keep
    kidding kind know last later laugh laughing least legal less let lets lie lies like little
    live living ll lol long look lot louder luck made make makes making man many matter may
    maybe me mean means might mind moment money more most much must my name need needs never
    new news next nice no nobody none nonsense nope not nothing now nowhere obviously of off
    often oh ok okay old on once one ones only opinion or other others our out over own past
    pathetic people perhaps person place please plenty point politician politicians possible
    pretty problem proof put question quite rather re read reading real reality really reason
    repeat repeating repeats response ridiculous right rubbish sad said same say saying says
    see seems seen sense serious seriously shall shame she should shouldnt simple simply since
    so some somebody someone something somewhere soon sorry sounds speak start starts stay
    still stop story strange stuff stupid such sudden sure surely surprise surprised
    surprising take talk tell telling terrible than thank thanks that thats the their them
    then there theres these they theyll theyre theyve thing things think thinking this those
    though thought time times to today told tomorrow too totally true truth try trying turn
    two typical unbelievable under understand until up us use used usual ve very wait wake
    want wants was wasnt waste way we week weeks welcome well went were weve what whatever
    whats when where which while who whole whos why will win wins wish with without wonder
    wonderful wonders wont word words work works world worse worst would wouldnt wow write
    wrong yeah year years yep yes yesterday yet you your youre yourself youve yup
    aber alle als also auch auf aus bei bin bitte da danke das dass dem den denn der des die dies
    doch ein eine einen er es falsch für genau gut haben hat hier ich ihr immer ist ja jetzt kann
    kein keine man mehr mit nein nicht nichts noch nur oder recht richtig schon sehr sie sind so
    stimmt und uns unsinn von vor war was weil wenn wer wie wir wird wirklich zu zum zur über
    alors aussi avec bien bon bravo ça ce cela cest ces cette comme daccord dans de des dire donc
    du elle en est et être fait il ils je la là le les leur mais merci moi même ne non nous on ou
    où oui par pas plus pour quand que quel qui raison rien sans se ses si sont suis sur tout très
    tu un une va vous vrai était
    acuerdo algo así bueno como con cosa cuando del donde ella es eso esta está este esto gracias
    han hay la las lo los más me mi muy nada ni nos para pero por porque qué quien razón se ser sí
    sin sobre solo son su también tan tiene todo todos una usted verdad vez ya yo
    anche ancora che chi ci come cosa così da dei della di dove è gli grazie ha ho io il lei loro
    ma mio nel nella nessuno noi per perché più quello questa questo sei sempre solo sono su tutti
    tutto una uno vero voi""".split()  # noqa: SIM905 # a list of words reads best as text
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as packed words; `starts` says where in the printed text each word stands."""

    packed: str
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> "Words":
        """The words printed within these offsets."""
        first, last = self.index(start), self.index(end)
        return Words(self.packed[first:last], self.starts[first:last])

    def index(self, offset: int) -> int:
        """How many words start before this offset."""
        return bisect_left(self.starts, offset)


class Vocabulary:
    """The words of one page, and how much each says about who spoke."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}  # by word
        self._printed: dict[str, str] = {}  # by word as printed
        self._weights: dict[str, float] = {BREAK: 0.0}
        self._distinctive: set[str] = set()
        self._passages: Counter[str] = Counter()

    def words(self, text: str) -> Words:
        """The words of a printed text."""
        found = [(word.group(), word.start()) for word in _WORD.finditer(text)]
        code = self._code
        return Words("".join([code(word) for word, _ in found]), tuple([at for _, at in found]))

    def packed(self, text: str) -> str:
        """The words of a printed text, wherever they stand in it."""
        return "".join(map(self._code, _WORD.findall(text)))

    def _code(self, printed: str) -> str:
        code = self._printed.get(printed)
        if code is None:
            code = self._printed[printed] = self._code_of(_plain(printed))
        return code

    def _code_of(self, word: str) -> str:
        code = self._codes.get(word)
        if code is None:
            number = _FIRST + len(self._codes) % (_LAST - _FIRST - 0x800)
            if number >= _SURROGATES[0]:
                number += _SURROGATES[1] - _SURROGATES[0]
            code = self._codes[word] = chr(number)
            self._weights[code] = _base_weight(word)
            if self._weights[code] >= 0.6:
                self._distinctive.add(code)
        return code

    def discount(self, passages: Iterable[str]) -> None:
        """Make words that stand in many passages of the page count for less."""
        total = 0
        for packed in passages:
            total += 1
            self._passages.update(set(packed))
        often = max(5, total // 10)
        for code, count in self._passages.items():
            if count >= often:
                self._weights[code] = min(self._weights[code], 0.35)

    def passages_with(self, word: str) -> int:
        """How many passages of the page hold a word, once `discount` has counted them."""
        return min((self._passages[code] for code in self.words(word).packed), default=0)

    def distinctive(self, packed: str) -> bool:
        """Whether there is a word among them that is no small change."""
        return not self._distinctive.isdisjoint(packed)

    def weight(self, packed: str) -> float:
        """How little these words would stand together by chance, in distinctive words."""
        return sum(self._weights[code] for code in packed)


def _plain(printed: str) -> str:
    if printed.isascii():
        return printed.lower().replace("'", "").replace("`", "")
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", printed).casefold())


def _base_weight(word: str) -> float:
    if word in _COMMON:
        return 0.25
    if _KANA[0] <= word <= _KANA[1]:
        return 0.2
    if len(word) == 1:
        return 0.35  # a letter, a digit, or one sign of a script without spaces
    return min(1.0, 0.2 * len(word))


def is_common(word: str) -> bool:
    """Whether a word is too common to be anybody's name."""
    return _plain(word) in _COMMON


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph starts and ends, in printed order."""
    start = end = -1
    for chunk in _CHUNK.finditer(text):
        if start < 0:
            start = chunk.start()
        end = chunk.end()
        if _ends_sentence(chunk.group()):
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _ends_sentence(chunk: str) -> bool:
    bare = chunk.rstrip(_CLOSERS)
    return bare.endswith(_ENDS) and not _ABBREVIATION.fullmatch(bare)
