"""Which language a text is in, and whether it is whole: what the receipt says of both."""

from __future__ import annotations

import subprocess
import sys

import pytest

from framing.documents import make_document
from framing.documents.cutoffs import find_paywall
from framing.documents.languages import describe_language, find_language

FRENCH = (
    "Le ministre a déclaré vendredi que les négociations se poursuivraient tant que toutes les parties n'auraient pas"
    " signé un accord sur l'administration des ports, et que personne ne quitterait l'île avant le printemps."
)
ENGLISH = "The minister said on Friday that the talks would go on until all sides had signed a paper on the harbours."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("Министр сказал в пятницу, что переговоры будут продолжаться до подписания соглашения.", "ru"),
        ("部长周五表示,谈判将继续进行,直到各方签署一项关于港口管理的全面协议为止。", "zh"),
        ("Harbour talks resume. Minister confident. Opposition furious. Dockers striking. Ferries cancelled.", "en"),
        ("Bonjour à tous", ""),
        ("GDP 3.4%, CPI 2.1%, FX 1.08, WTI 74.20, BRENT 78.11, GOLD 2011.4 " * 3, ""),
        ("", ""),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert find_language(text) == code


def test_a_text_in_another_language_is_noted() -> None:
    document = make_document(FRENCH)
    assert document.language == "fr"
    assert document.receipt.notes == (
        "language looks like French (fr), not English: its claims are not tagged or scored",
    )


def test_english_and_unknown_texts_are_not_noted() -> None:
    assert (make_document(ENGLISH).language, make_document(ENGLISH).receipt.notes) == ("en", ())
    assert describe_language("") == ""


def test_a_language_without_a_name_is_told_by_its_code() -> None:
    assert describe_language("qqq").startswith("language looks like 'qqq'")


def test_a_foreign_quotation_does_not_make_a_text_foreign() -> None:
    assert make_document(f"{ENGLISH}\n\n“{FRENCH}”\n\n{ENGLISH}\n\n{ENGLISH}").language == "en"


def test_plain_english_loads_no_model() -> None:
    code = (
        "import sys; from framing.documents import make_document\n"
        f"assert make_document({ENGLISH!r}).language == 'en'\n"
        "print([name for name in ('py3langid', 'numpy', 'pypdf', 'docx', 'email', 'urllib3', 'feedparser', 'ssl')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


WALLS = [
    "Subscribe to continue reading",
    "Sign in to read the full article",
    "This content is for subscribers only.",
    "The rest of this article is available to paying members.",
    "To continue reading, log in or register.",
    "You have reached your limit of free articles.",
    "Become a paid subscriber to unlock this post.",
]


@pytest.mark.parametrize("wall", WALLS)
def test_a_paywall_at_the_end_is_cut_and_noted(wall: str) -> None:
    receipt = make_document(f"{ENGLISH}\n\n{ENGLISH}\n\n{wall}").receipt
    assert [(cut.kind, cut.text) for cut in receipt.cuts] == [("paywall", wall)]
    assert receipt.notes == (f"may be cut off by a paywall (“{wall}”)",)


@pytest.mark.parametrize("wall", WALLS)
def test_a_paywall_in_a_page_is_noted(wall: str) -> None:
    assert find_paywall(f"<div><h3>\n{wall} </h3></div>") == f"may be cut off by a paywall (“{wall}”)"


def test_a_page_that_tells_machines_that_it_is_not_free_is_noted() -> None:
    page = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'
    assert "not free" in find_paywall(page)
    assert find_paywall(page.replace("False", "True")) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Members of the council want to read the full report before they vote on it.",
        "This article of the treaty is for members of the union alone to change, she said.",
        "To continue reading the bill aloud, the senator had to stand for nine hours.",
        "The club is only for members, and the minister is not one of them.",
    ],
)
def test_sentences_about_members_and_reading_stay(sentence: str) -> None:
    document = make_document(f"{ENGLISH}\n\n{sentence}")
    assert document.text.endswith(sentence)
    assert document.receipt.notes == ()


def test_a_wall_with_the_article_below_it_cut_nothing_off() -> None:
    assert make_document("\n\n".join([ENGLISH, WALLS[0], *[ENGLISH] * 4])).receipt.notes == ()


@pytest.mark.parametrize(("end", "noted"), [("and then …", True), ("and then...", True), ("“and then …”", False)])
def test_a_last_line_that_ends_in_dots_is_noted(end: str, noted: bool) -> None:
    assert bool(make_document(f"{ENGLISH}\n\nThe minister left {end}").receipt.notes) is noted


OWN = [
    "The harbour committee met on Tuesday and agreed that the ferry timetable would start in the spring.",
    "Residents told the council that they had waited for the decision since the bridge was closed.",
    "The mayor said that nobody would lose a place on the morning boat, and that fares would stay as they are.",
]
FOREIGN = {
    "es": "El comité del puerto se reunió el martes y acordó que el régimen de los barcos empezará en primavera.",
    "fr": "Le comité du port s'est réuni mardi et a décidé que les nouveaux horaires des bateaux commencent.",
    "de": "Der Hafenausschuss traf sich am Dienstag und beschloss, dass der neue Fahrplan der Fähren im Mai beginnt.",
    "pt": "A comissão do porto reuniu-se na terça-feira e decidiu que o novo horário dos barcos começará em breve.",
    "pl": "Komitet portowy zebrał się we wtorek i postanowił, że nowy rozkład promów zacznie obowiązywać już wiosną.",
    "ru": "Портовый комитет собрался во вторник и решил, что новое расписание паромов начнёт действовать весной.",
    "zh": "港口委员会星期二开会，决定新的渡轮时刻表将从春天开始实行，市长对记者说，票价不会改变，不会失去早班座位。",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_paragraph_in_another_language_is_left_out_and_noted(code: str) -> None:
    document = make_document("\n\n".join([*OWN[:2], FOREIGN[code], OWN[2]]))
    assert document.text == "\n\n".join(OWN)
    assert [(cut.kind, cut.text) for cut in document.receipt.cuts] == [("other language", FOREIGN[code])]
    (note,) = document.receipt.notes
    assert note.startswith("1 paragraph looks like ")
    assert f"({code})" in note
    assert document.language == "en"


def test_several_paragraphs_are_noted_together() -> None:
    document = make_document("\n\n".join([*OWN, FOREIGN["es"], FOREIGN["ru"]]))
    note = "2 paragraphs look like Spanish (es) and Russian (ru), not English: left out, neither tagged nor scored"
    assert document.receipt.notes == (note,)


@pytest.mark.parametrize(
    "line",
    [
        "¡El puerto es de todos!",
        "“El puerto es de todos y nadie lo cerrará,” she told them in Spanish, and then she said it in English.",
        "Ana Sala Ortiz, José Luis Peña, María Núñez Vega, Iñigo Urrutia Etxeberria, Jordi Puig Ferrer, Núria Soler",
        "Bremen 44.1 Hamburg 43.2 Kiel 41.0 Lübeck 40.3 Rostock 39.9 Stralsund 38.5 Wismar 37.2 Emden 36.4 Husum 35",
        "Ferry row splits harbour town; pilots demand second tug; council delays quay; fishermen threaten strike",
        "Reporting by Ana Sala in Vigo and José Peña in Gijón; editing by Jordi Puig and Núria Soler, Madrid desk",
    ],
)
def test_short_mixed_and_listed_words_stay(line: str) -> None:
    document = make_document("\n\n".join([*OWN[:2], line, OWN[2]]))
    assert "other language" not in [cut.kind for cut in document.receipt.cuts]


def test_a_text_in_another_language_stays_whole() -> None:
    document = make_document("\n\n".join([FOREIGN["es"], FOREIGN["es"].replace("martes", "lunes"), OWN[0]]))
    assert document.language != "en"
    assert "other language" not in [cut.kind for cut in document.receipt.cuts]
