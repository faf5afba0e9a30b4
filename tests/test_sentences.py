"""Where sentences end: news text with its abbreviations, quotations, datelines and missing spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.claims import split_sentences

# "|" stands where a sentence ends; it is taken out before splitting.
NEWS = """
The army left the city.| Nobody returned.
Gen. Pinochet took power in 1973.| He ruled for 17 years.
Pres. Arce and Gov. Camacho met in Sept. 2022.| Lt. Col. Rojas stayed away.
Sen. Rand Harlow, R-Ky., voted no.| Rep. Ana Ruiz, D-Calif., voted yes.
He met Sen. Harlow, R-Ky.| They talked for an hour.
The U.S. Senate and the U.N. Security Council agreed.
The ship left the U.S.| The crew stayed behind.
He has lived in the U.K. since 2001.| He likes it.
They moved to Washington, D.C., in May.| They left Washington, D.C.| In June they came back.
Snow fell in Fargo, N.D.| Police closed two roads.
The vote began at 5 p.m. Friday and ended at 9 p.m. EST.
Polls close at 8 p.m.| Officials expect a result by midnight.
The talks start at 10 a.m. on Sept. 11 in St. Gallen.
He was No. 2 in the party.| No. 1 was his wife.
Do you agree?| No.| Why not?| Because it is wrong.
Prices rose 3.5 percent to $2.75.| Wages fell.
George W. Harding and J. K. Moss wrote to Samuel A. Reyes Jr., a judge.
Martin Luther Hale Jr. spoke first.| His son spoke last.
Apple Inc. Chief Executive Ann Cole resigned.| The shares of Acme Corp. fell.
He sold the firm to Bolt & Sons Ltd.| The price was not given.
She has a Ph.D. in law.| He has an M.D.| Neither is rich.
Roe v. Wade was cited, as was Smith vs. Jones.
They want oil, gas, etc. from the region.| They want land, jobs, etc.| Nobody listens.
See Fig. 3 and pp. 12-14.| See vol. 2 too.
"Will you resign?" she asked.| He did not answer.
"Will you resign?" Mr. Tan asked on Monday.| He did not answer.
"Never!" Clay said.| "Never!"
“Is this a coup?” the envoy asked.| “Of course not.”
"It is over.| We lost," he said.
"It is over."| The crowd went home.
“We are ready.| We are calm.”| Then the lights went out.
He said they were ‘not ready.’| She agreed.
(The ministry denied it.)| The envoy did not.
The report was late (it was due in May).| It was thin too.
The treaty was signed [in secret].| Few knew.
The war ended in 1953.[1]| No treaty was signed.[2][3]| Both sides kept armies.
The war ended in 1953. [1]| No treaty was signed.
Fighting spread across the region.|There was no ceasefire.
“We will not go back.”|The hall rose to its feet.
See www.Example.Com or write to desk@Example.Org for more.
WASHINGTON (AP) — The House voted to cut aid.| The Senate did not.
FERGUSON, Mo. (AP) — Police left the square.| Shops opened.
GENEVA, Sept. 3 (Reuters) - Talks began.| They may fail.
BOISE, Idaho – A judge ruled on Monday.| The state appealed.
He paused ... then went on.| She waited ...| Then she left.
“I … I don't know,” he said.
It was the end of …| Or was it?
We are told that … Congress will act.
Who knew?!| Nobody did!!| Really...
1. The fleet was sunk.| 2. The crew was saved.
a) The fleet was sunk.
Yahoo! Inc. cut 400 jobs.| It may cut more.
There was no Plan B.| There was only Plan A.| They went ahead.
In 2019.| 20 people died there.| 300 were hurt.
iPhone sales fell.| iPad sales rose.| eBay did well.
The raid failed.| al-Shabaab claimed it.
Dr. Mora, Prof. Lim and Messrs. Ward and Poe signed.| St. Mary's burned.
The Rev. Al Stone, of Mt. Vernon, prayed.| Capt. Diaz wept.
He works for the Dept. of Justice.| She works on Fifth Ave. near the park.
Brig. Gen. Musa (ret.) said no.| Adm. Cole said yes.
It weighs 5 lb.| It costs $2.
He left at 6 ft. depth and came in.| Police waited.
戦争は終わった。|人々は帰った。
"""
LINES = NEWS.strip().split("\n")


@pytest.mark.parametrize("marked", LINES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in split_sentences(text)] == [part.strip() for part in marked.split("|")]


def test_blank_lines_and_list_signs_end_sentences_and_single_breaks_do_not() -> None:
    text = "The first\nline goes on\n\nA heading\n- one point\n- another\n1. a third"
    found = [text[start:end] for start, end in split_sentences(text)]
    assert found == ["The first\nline goes on", "A heading", "- one point", "- another", "1. a third"]


@pytest.mark.parametrize("text", ["", "   \n\n  ", "\t"])
def test_text_without_words_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize(
    "text", ["He left. ?! ...", "... He left.", "* * * He left.", "He left. — …", "He left. ? ! ? ! ? ! ? !"]
)
def test_stretches_without_words_join_their_neighbour(text: str) -> None:
    assert split_sentences(text) == [(0, len(text))]


NEWSLIKE = st.lists(
    st.sampled_from(
        [
            "U.S.",
            "Gen.",
            "the",
            "He",
            "said",
            '"',
            "”",
            "“",
            ".",
            "?",
            "...",
            "\n",
            "\n\n",
            " ",
            "[1]",
            "No.",
            "p.m.",
            "…",
            "’",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(st.one_of(st.text(), NEWSLIKE))
def test_sentences_cover_all_ink_in_order(text: str) -> None:
    spans = split_sentences(text)
    places = [start for span in spans for start in span]
    assert places == sorted(places)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert [c for place, c in enumerate(text) if place not in covered and not c.isspace()] == []


@given(NEWSLIKE, st.sampled_from(["\r\n", "\r"]))
def test_line_endings_change_nothing(text: str, ending: str) -> None:
    plain = [text[start:end].split() for start, end in split_sentences(text)]
    other = text.replace("\n", ending)
    assert [other[start:end].split() for start, end in split_sentences(other)] == plain


@pytest.mark.parametrize("unit", [". ", ".", '." ', "U.S. ", "A. ", "? ", "[1]", "\n", "word "])
def test_long_runs_are_split_at_once(unit: str) -> None:
    text = unit * 50_000
    spans = split_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
