import pytest

from discourse.stance.language import foreign

ENGLISH = ("en",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Das ist doch völliger Unsinn, was der Minister da erzählt.", "de"),
        ("C'est une honte, il faut arrêter tout de suite.", "fr"),
        ("No estoy de acuerdo con esto, es una vergüenza.", "es"),
        ("Это позор, надо немедленно прекратить все переговоры.", "ru"),
        ("高すぎる。もう解約します。", "ja"),
        ("هذا القرار سيئ للغاية ولا أوافق عليه", "ar"),
    ],
)
def test_a_foreign_text_is_named(text: str, code: str) -> None:
    assert foreign(text, ENGLISH) == code
    assert foreign(text, (code, *ENGLISH)) == ""


def test_another_script_is_foreign_however_short() -> None:
    assert foreign("Позор!", ENGLISH)
    assert foreign("Ντροπή", ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "This.",
        "Nonsense!",
        "lol no way bro",
        "Putin Trump Zelensky NATO EU",
        "https://example.org/a-page",
        "👍👍",
        "Cheaters gonna cheat.",
        "Schadenfreude is what I feel, c'est la vie.",
        "",
    ],
)
def test_english_and_what_cannot_be_told_is_let_through(text: str) -> None:
    assert foreign(text, ENGLISH) == ""
