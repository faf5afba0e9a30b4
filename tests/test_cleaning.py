"""What is cut, what is found in the cut lines, and, above all, what stays."""

from __future__ import annotations

import pytest

from framing.documents import Document, Metadata, make_document

BODY = "The minister told reporters in the capital on Friday that the talks would go on until all sides had signed."


def cuts_of(line: str, *, body: str = BODY) -> list[str]:
    """The kinds of cut when `line` stands below three paragraphs."""
    return [cut.kind for cut in make_document(f"{body}\n\n{body}\n\n{body}\n\n{line}").receipt.cuts]


FURNITURE = [
    ("share", "Share this article"),
    ("share", "Facebook Twitter WhatsApp Email"),
    ("share", "Follow us on Twitter and Facebook."),
    ("share", "Follow Ann Lee on Twitter: @annlee"),
    ("share", "Visit and follow us on Instagram, Twitter and Facebook. Feel free to repost this."),
    ("share", "Note to readers: Please click the share buttons above."),
    ("share", "1.2k Shares"),
    ("newsletter", "Sign up for our daily newsletter"),
    ("newsletter", "To receive our Weekly Letter by e-mail alerts, click here."),
    ("newsletter", "Get the best stories delivered to your inbox"),
    ("newsletter", "By signing up you agree to our privacy policy."),
    ("appeal", "Donate now"),
    ("appeal", "Please support our independent journalism with a small monthly gift."),
    ("appeal", "Become a Member of the Echo"),
    ("comment", "Leave a comment"),
    ("comment", "Comments are closed."),
    ("comment", "Be the first to comment on this story"),
    ("comment", "Comment on Echo articles on our Facebook page"),
    ("vote", "VOTE (0) (0)"),
    ("advertising", "ADVERTISEMENT"),
    ("advertising", "Story continues below advertisement"),
    ("advertising", "Download our app"),
    ("cookie", "We use cookies to give you the best experience on this site."),
    ("navigation", "Home | News | Opinion | Contact"),
    ("navigation", "Region: Southern Africa"),
    ("navigation", "Tags: trade, oil, steel"),
    ("navigation", "5 min read"),
    ("navigation", "All our articles can be read in 27 languages by pressing the button above."),
    ("teaser", "Read more: Ten things to know about oil"),
    ("teaser", "SEE ALSO: The long road to the talks"),
    ("teaser", "( WATCH: The minister leaves the hall )"),
    ("teaser", "Articles on this story"),
    ("teaser", "https://example.org/a/story"),
    (
        "disclaimer",
        "Disclaimer: The author alone answers for this article. The publisher takes no responsibility for it.",
    ),
    ("disclaimer", "The views expressed in this article are the author's own and do not reflect those of the Echo."),
    ("copyright", "Copyright © 2020 The Echo. All rights reserved."),
    ("copyright", "© 2019 Echo Media Ltd"),
    ("copyright", "echo.example contains copyrighted material the use of which was not always authorized."),
    ("image credit", "Image credit: Agency/Pool [via the Echo]"),
    ("image credit", "Featured image is from Flickr"),
    ("image credit", "Photo by Ann Lee / Echo"),
    ("image credit", "(Reuters photo: Ann Lee)"),
    ("image credit", "Ann Lee/Getty Images"),
    ("contact", "For media inquiries: press@echo.example"),
    ("contact", "Write to Ann Lee at ann.lee@echo.example"),
    ("contact", "Please contact sales at [email protected]"),
    ("contributors", "Bob Ray in London contributed to this report."),
    ("contributors", "(Reporting by Ann Lee; Editing by Bob Ray)"),
    ("author list", "Articles by: Ann Lee"),
    ("author list", "More from Ann Lee"),
    ("notice", "This story has been updated with the minister's answer."),
    ("separator", "* * *"),
]


@pytest.mark.parametrize(("kind", "line"), FURNITURE)
def test_furniture_is_cut_and_named(kind: str, line: str) -> None:
    assert cuts_of(line) == [kind]


LOOK_ALIKES = [
    "He said he would follow the case on Twitter.",
    "Share prices fell by a tenth on Monday.",
    "Follow the money, she told the court.",
    "Sign up rates for the army fell last year.",
    "The newsletter said that the minister had lied.",
    "Donate blood, the health minister told viewers on Friday.",
    "Support for independent journalism has fallen in the region.",
    "Comments by the minister drew anger in the capital.",
    "Comment is free, but facts are sacred, the editor wrote.",
    "Vote: 6-3",
    "Votes in the north were still being counted on Monday.",
    "Advertising spending rose by a tenth, the company said.",
    "Cookies were served to the delegates.",
    "Read the law, the judge told him.",
    "Watch what we do, not what we say, the general said.",
    "See no evil, said the minister, and left.",
    "The article was published in Nature on Wednesday.",
    "The opinions expressed by the judges differ widely.",
    "The views expressed at the meeting drew criticism.",
    "Copyright law has not kept up, the court said.",
    "Photos from the scene showed burning cars.",
    "Images of the dead were shown on state television.",
    "Video of the attack was posted on Sunday.",
    "Contact with the rebels was lost on Sunday.",
    "All these failures contributed to the report of the committee.",
    "Reporting by the Echo showed that the money had gone abroad.",
    "More by accident than by design, the talks went on.",
    "This story of two brothers begins in a village.",
    "The region is home to two million people.",
    "Home prices and wages rose in the spring.",
    "Help us, the villagers cried from the roof.",
    "Get out, the officers told the crowd.",
    "Contributors to the fund include two banks.",
    "Become a country of laws again, he urged.",
    "Updated plans for the port will be shown in May.",
    "By Friday the army had left the city.",
    "By signing the paper they gave up the island.",
    "Continue reading the treaty to its end and you will find the clause.",
    "Related companies were searched as well.",
    "Most read it as a threat.",
    "Print runs of the banned paper doubled.",
    "Loading of the ships went on through the night.",
    "Register of voters is open until June, the commission said.",
    "Disclaimers were printed on every box.",
    "Source of the leak was a clerk, the police said.",
]


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_sentence_that_looks_like_furniture_stays(line: str) -> None:
    assert cuts_of(line) == []
    assert make_document(f"{line}\n\n{BODY}\n\n{BODY}").receipt.cuts == ()


class TestEndings:
    def test_a_life_of_the_known_author_is_cut_after_a_separator(self) -> None:
        document = make_document(
            f"Talks resume\n\nBy Ann Lee\n\n{BODY}\n\n{BODY}\n\n***\n\nAnn Lee is a writer in Oslo. She likes trains."
        )
        assert [cut.kind for cut in document.receipt.cuts] == ["by-line", "separator", "biography"]

    def test_a_life_below_its_heading_is_cut(self) -> None:
        document = make_document(f"{BODY}\n\n{BODY}\n\nAbout the author:\n\nShe has written two books on steel.")
        assert [cut.kind for cut in document.receipt.cuts] == ["author list", "biography"]

    def test_a_life_of_an_unknown_writer_is_cut_at_the_very_end(self) -> None:
        assert cuts_of("Ann Lee is a columnist for the Echo and the author of two books.") == ["biography"]

    def test_a_life_of_someone_in_the_story_stays(self) -> None:
        story = "Police said on Friday that Lee had been held at the border for nine hours without any charge."
        assert cuts_of("Ann Lee is a columnist for the Echo and the author of two books.", body=story) == []

    def test_a_life_in_the_middle_stays(self) -> None:
        document = make_document(
            "\n\n".join([BODY, "Ann Lee is a columnist for the Echo who saw it all.", *[BODY] * 5])
        )
        assert document.receipt.cuts == ()

    def test_titles_listed_below_related_are_cut(self) -> None:
        document = make_document(f"{BODY}\n\n{BODY}\n\nRelated stories\n\nOil prices fall again\n\nA port reopens")
        assert [cut.kind for cut in document.receipt.cuts] == ["teaser", "teaser", "teaser"]

    def test_notes_without_full_stops_below_related_stay(self) -> None:
        notes = "Oil prices fall again\n\nA port reopens\n\nThe envoy goes home\n\nNobody answers"
        assert len(make_document(f"{BODY}\n\nRelated stories\n\n{notes}").receipt.cuts) == 1

    def test_paragraphs_below_related_stay(self) -> None:
        document = make_document(f"{BODY}\n\nRelated stories\n\nOil prices fall again\n\n{BODY}")
        assert [cut.text for cut in document.receipt.cuts] == ["Related stories"]


def values(document: Document) -> tuple[str, ...]:
    return (document.title, document.author, document.published, document.source, document.origin)


class TestHeader:
    def test_title_by_line_and_date_line(self) -> None:
        document = make_document(f"Talks resume in Geneva\n\nBy Ann Lee\n\nThe Daily Echo, June 3, 2021\n\n{BODY}")
        assert values(document) == ("Talks resume in Geneva", "Ann Lee", "2021-06-03", "The Daily Echo", "")
        assert {(item.field, item.origin) for item in document.receipt.found} == {
            ("title", "title line"),
            ("author", "by-line"),
            ("published", "date line"),
            ("source", "date line"),
        }
        assert document.receipt.missing == ("url",)

    @pytest.mark.parametrize(
        ("line", "author"),
        [
            ("By Ann Lee and Bob Ray", "Ann Lee and Bob Ray"),
            ("By ANN LEE", "ANN LEE"),
            ("By Ann Lee, Political Correspondent", "Ann Lee"),
            ("By Ann Lee, Bob Ray", "Ann Lee, Bob Ray"),
            ("by Ludwig van der Berg | June 3, 2021", "Ludwig van der Berg"),
            ("Posted by Ann Lee on June 3, 2021", "Ann Lee"),
            ("By Reuters", "Reuters"),
            ("Author: Ann Lee", "Ann Lee"),
        ],
    )
    def test_by_lines(self, line: str, author: str) -> None:
        assert make_document(f"Talks resume in Geneva\n\n{line}\n\n{BODY}").author == author

    @pytest.mark.parametrize("line", ["By Friday", "By May", "By Contrast", "By the sea"])
    def test_what_only_begins_like_a_by_line(self, line: str) -> None:
        assert make_document(f"Talks resume in Geneva\n\n{line}\n\n{BODY}").author == ""

    def test_a_by_line_with_an_outlet_gives_the_source(self) -> None:
        document = make_document(f"Talks resume in Geneva\n\nBy Ann Lee, The Daily Echo News\n\n{BODY}")
        assert (document.author, document.source) == ("Ann Lee", "The Daily Echo News")

    def test_a_place_with_a_date_is_no_source(self) -> None:
        document = make_document(f"Talks resume in Geneva\n\nOslo, June 3, 2021\n\n{BODY}")
        assert (document.source, document.published) == ("", "2021-06-03")

    def test_an_outlet_is_known_from_the_furniture_of_its_page(self) -> None:
        document = make_document(
            f"Talks resume in Geneva\n\nNorthern Light, June 3, 2021\n\n{BODY}\n\nBecome a Member of Northern Light"
        )
        assert document.source == "Northern Light"

    def test_the_day_of_publication_goes_before_that_of_an_update(self) -> None:
        document = make_document(f"Talks resume in Geneva\n\nUpdated 5 June 2021\n\nPublished 3 June 2021\n\n{BODY}")
        assert document.published == "2021-06-03"

    def test_a_date_that_can_be_read_two_ways_is_told_as_missing(self) -> None:
        receipt = make_document(f"Talks resume in Geneva\n\nPublished: 19-03-04\n\n{BODY}").receipt
        assert "published" in receipt.missing
        assert receipt.notes == ("date 'Published: 19-03-04' (date line) could not be read",)

    def test_a_date_line_that_goes_on_is_taken_apart(self) -> None:
        document = make_document(
            f"Talks resume in Geneva\n\nAdded 06-01-20 06:34pm EST - “A stand-first.” -\n\n{BODY}"
        )
        assert document.published == "2020-06-01"
        assert "“A stand-first.”\n\n" in document.text

    def test_reprints_name_where_they_stood_first(self) -> None:
        tail = "This article was originally published in The Northern Light on June 1, 2021."
        document = make_document(f"{BODY}\n\n{BODY}\n\n{tail}")
        assert document.origin == "The Northern Light"
        assert [cut.kind for cut in document.receipt.cuts] == ["origin line"]

    def test_a_dateline_names_the_agency_and_stays(self) -> None:
        document = make_document(f"OSLO (Reuters) - {BODY}\n\n{BODY}", Metadata(source="The Echo"))
        assert document.origin == "Reuters"
        assert document.text.startswith("OSLO (Reuters) - The minister")

    def test_an_agency_is_not_its_own_origin(self) -> None:
        assert make_document(f"OSLO (Reuters) - {BODY}", Metadata(source="Reuters")).origin == ""


class TestTitle:
    @pytest.mark.parametrize(
        "line",
        [
            "The minister spoke on Friday.",
            "He said: “We will never sign.”",
            "Ministers from nine countries met on Friday in the capital,",
            "Why did they meet at all, and who asked them to?",
            "lower case is no title",
        ],
    )
    def test_a_first_sentence_is_no_title(self, line: str) -> None:
        assert make_document(f"{line}\n\n{BODY}").title == ""

    @pytest.mark.parametrize(
        "line", ["Talks resume in Geneva", "Who Really Won the Long War?", "“We will never sign”"]
    )
    def test_a_line_without_an_end_is_one(self, line: str) -> None:
        document = make_document(f"{line}\n\n{BODY}")
        assert (document.title, document.blocks[0].kind) == (line, "headline")

    def test_a_given_title_is_not_doubled(self) -> None:
        document = make_document(f"Talks resume in Geneva\n\n{BODY}", Metadata(title="Talks Resume in Geneva"))
        assert document.text == f"Talks Resume in Geneva\n\n{BODY}"
        assert [cut.kind for cut in document.receipt.cuts] == ["repeated title"]

    def test_a_given_title_that_the_text_lacks_becomes_the_first_block(self) -> None:
        document = make_document(BODY, Metadata(title="Talks resume"))
        assert document.text[document.blocks[0].start : document.blocks[0].end] == "Talks resume"

    def test_repeats_and_what_stands_above_the_title_are_cut(self) -> None:
        document = make_document(
            f"The paper for all\n\nTalks resume\n\nTalks resume\n\n{BODY}", Metadata(title="Talks resume")
        )
        assert [cut.kind for cut in document.receipt.cuts] == ["navigation", "repeated title"]


def test_an_aggregator_page_keeps_only_the_excerpt() -> None:
    page = "\n\n".join(
        [
            "All the news you need",
            "Ministers return to the long table",
            "Posted By LinkPage: From “Ministers return to the long table”. Below is an excerpt from the article.",
            "A ship ran aground near the cape. Nobody was hurt in it.",
            "Feature: Ministers return to the long table Ministers return to the lo...",
            BODY,
        ]
    )
    document = make_document(page)
    assert document.text == f"Ministers return to the long table\n\n{BODY}"
    assert (document.kind, document.source, document.author) == ("aggregator excerpt", "LinkPage", "")
    assert [cut.kind for cut in document.receipt.cuts] == ["navigation", "poster line", "teaser", "repeated title"]


def test_a_cut_keeps_its_text_and_line() -> None:
    cut = make_document(f"{BODY}\n\nShare this article\n\n{BODY}").receipt.cuts[0]
    assert (cut.kind, cut.text, cut.line) == ("share", "Share this article", 3)
