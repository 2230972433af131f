"""Whether bytes are Western European text in Windows-1252, by the letters its languages use (pure).

Statistics of bytes take a short `naïve café` for Arabic or Latvian; a reader sees at once that its
letters are those of French, that none of them stands where a sign should, and asks no further.
"""

# ruff: noqa: RUF001, RUF003 - letters and signs of all kinds are what is looked for

import re

_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "äöüßéèà",  # German
        "àâæçéèêëîïôœùûüÿ",  # French
        "áéíñóúüç",  # Spanish
        "áâãàçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "áàâäéèêëíïîóôöúûüç",  # Dutch, and English with its loans
        "àçéèíïóòúü",  # Catalan
        "åäöæøéèüóô",  # Danish, Norwegian, Swedish, Finnish
        "áéíóúýþæöð",  # Icelandic
        "äöõüšž",  # Estonian
    )
)
_ANY_WESTERN = frozenset().union(*_ALPHABETS) - set("ðþýøšž")
_SIGNS = frozenset("“”‘’‚„‹›«»–—…•·€£¥¢§¶©®™°±×÷¿¡ªº²³¹½¼¾†‡‰´¨µ\u00a0\u00ad")
_ACCENTS = "À-ÖØ-öø-ÿŠšŽžŒœŸ"
_WRONG = re.compile(
    r"[^\W\d_][‚„¿¡¹]"  # signs that open something do not follow a letter
    r"|[¹²³ªº][^\W\d_]|[^\W\d_][´¨µ]"  # nor do these stand within a word
    r"|[a-zß-ÿ][À-ÖØ-ÞŠŽŒŸ]"  # nor a capital
    rf"|[{_ACCENTS}]{{3}}"  # and no Western word has three accents in a row
)
_ACCENTED = re.compile(f"[{_ACCENTS}]")
_FEW = 0.02  # of the letters: foreign names in a text that needs no accents itself


def western(data: bytes) -> str | None:
    """The text, where all that is not ASCII makes sense in Windows-1252; else None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:  # bytes that mean nothing there: it is some other encoding
        return None
    special = {character for character in text if character > "\x7f"}
    letters = {character.lower() for character in special if _ACCENTED.match(character)}
    signs = {character for character in special if not _ACCENTED.match(character)}
    if not signs <= _SIGNS or _WRONG.search(text):
        return None
    return text if _one_language(text, letters) else None


def _one_language(text: str, letters: set[str]) -> bool:
    """Whether some language has all these letters, or a text without accents has a few."""
    fitting = [alphabet for alphabet in _ALPHABETS if letters <= alphabet]
    if letters & {"ð", "þ", "ý"} and not letters & set("áíóúæ"):
        return False  # Turkish: its ğ, ş and ı have these places
    if "õ" in letters and not (re.search("õe", text) or letters & set("äš")):
        return False  # Hungarian: its ő
    if fitting:
        return True
    accents = len(_ACCENTED.findall(text))
    return letters <= _ANY_WESTERN and accents <= _FEW * sum(map(str.isalpha, text))
