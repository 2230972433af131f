# ruff: noqa: RUF001 - letters of all scripts are what is tested
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.errors import PageError
from discourse.parse import Page
from discourse.thread import ProblemKind

LATIN = "Die Fähre fährt “heute” nicht: zu viel Wind, sagt Kapitän Ödland. Café geschlossen."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_is_told_by_its_mark_or_its_bytes(encoding: str) -> None:
    page = Page("page.txt", LATIN.encode(encoding))
    assert page.text == LATIN
    assert page.problems == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_cyrillic_without_a_mark_is_told_by_its_sense(encoding: str) -> None:
    text = "Паром сегодня не идёт, сказал капитан. Ветер слишком сильный."
    assert Page("page.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ('<meta charset="windows-1251">', "cp1251", "Паром сегодня не идёт"),
        ('<meta http-equiv="x" content="text/html; charset=Shift_JIS">', "cp932", "船は出ない"),
        ('<meta charset="iso-8859-1">', "cp1252", "“Fähre” – fährt"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?>', "iso8859-2", "Zażółć gęślą jaźń"),
        ("Content-Type: text/html; charset=euc-kr", "cp949", "배가 오늘은 없다"),
        ("<meta charset=iso-2022-jp>", "iso2022_jp", "船は出ない"),
    ],
)
def test_a_declared_encoding_is_used(declared: str, encoding: str, text: str) -> None:
    page = Page("page.html", (declared + "\n" + text).encode(encoding))
    assert page.text == declared + "\n" + text
    assert page.encoding == encoding


def test_utf8_bytes_win_over_a_wrong_declaration_and_it_is_reported() -> None:
    page = Page("page.html", f'<meta charset="latin-1">{LATIN}'.encode())
    assert page.text.endswith(LATIN)
    assert [problem.kind for problem in page.problems] == [ProblemKind.ENCODING]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", LATIN),
        ("cp1252", "naïve café"),
        ("cp1252", "The naïve visitor paid €12 at the café, and said “never again”."),
        ("cp1252", "Señor Núñez told us the piñata cost £5 – too much for a naïve crowd."),
        ("cp1252", "L’élève a été déçu par le goût du pâté à l’hôtel."),
        ("cp1252", "Não há razão para a decisão, disse o irmão."),
        ("cp1252", "Það er ekki þörf á þessu, sagði maðurinn."),
        ("cp1250", "Zażółć gęślą jaźń, powiedział król i poszedł na łąkę wśród żółtych kwiatów."),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl soused. Vláda to nechce slyšet."),
        (
            "cp1250",
            "Árvíztűrő tükörfúrógép: a miniszter szerint őrültség, de az emberek így érzik.",
        ),
        ("cp1254", "Başbakan bugün açıkladı: fırtına geçti, vapur yarın kalkacak."),
        ("cp1253", "Το πλοίο δεν φεύγει σήμερα, είπε ο καπετάνιος."),
        ("koi8-r", "Паром сегодня не идёт, сказал капитан: ветер слишком сильный, волны высоки."),
        ("euc_jp", "今日は船が出ません。風が強すぎると船長が言いました。明日は出るでしょう。"),
        ("gb18030", "今天没有渡轮，船长说风太大了。明天也许会有，大家都在等消息。"),
        ("big5", "今天沒有渡輪，船長說風太大了。明天也許會有，大家都在等消息。"),
        (
            "euc_kr",
            "오늘은 배가 없습니다. 선장은 바람이 너무 세다고 말했습니다. 내일은 있을 것입니다.",
        ),
        ("cp1251", "Паром сегодня не идёт, сказал капитан: ветер слишком сильный, волны высоки."),
        ("shift_jis", "今日は船が出ません。風が強すぎると船長が言いました。明日は出るでしょう。"),
    ],
)
def test_an_undeclared_encoding_is_guessed_and_it_is_reported(encoding: str, text: str) -> None:
    page = Page("page.txt", text.encode(encoding))
    assert page.text == text
    assert "guess" in page.problems[0].message


def test_a_few_bad_bytes_are_replaced_and_counted() -> None:
    page = Page("page.txt", LATIN.encode() + b"\xff " + LATIN.encode())
    assert page.text.count("\ufffd") == 1
    assert page.problems[0].message.startswith("1 unreadable")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028", "\x0b"])
def test_lines_end_one_way(ending: str) -> None:
    assert Page("page.txt", f"one{ending}two".encode()).text == "one\ntwo"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty file"),
        (b" \n\t\n", "blank space"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (bytes(range(256)) * 10, "binary"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, found: str) -> None:
    with pytest.raises(PageError, match=found) as caught:
        _ = Page("page.txt", data).text
    assert caught.value.name == "page.txt"


def test_a_page_that_is_too_large_is_refused_with_both_sizes() -> None:
    with pytest.raises(PageError, match=r"at most 32\.0 MB, found 50\.0 MB"):
        _ = Page("page.txt", b"x" * (50 * 1024 * 1024)).text
    assert Page("page.txt", b"x" * 11, max_bytes=11).text
    with pytest.raises(PageError, match="at most 10 bytes, found 11 bytes"):
        _ = Page("page.txt", b"x" * 11, max_bytes=10).text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")))
def test_any_utf8_text_comes_back(text: str) -> None:
    if text.strip():
        assert Page("page.txt", text.encode()).text == text.removeprefix("\ufeff")


def test_a_declared_encoding_that_does_not_hold_is_reported() -> None:
    text = "<meta charset=utf-8><p>The caf\u00e9 on the quay \u2013 a na\u00efve plan, she said."
    page = Page("page.html", text.encode("cp1252"))
    assert page.text == text
    (problem,) = page.problems
    assert "declares utf-8 but its bytes are not" in problem.message
    assert "cp1252" in problem.message
