"""What page programs put into the lines of an article: pop-ups, videos, galleries and labels; and what stays."""

from __future__ import annotations

import pytest

from framing.documents import Document, make_document

BODY = "The harbour committee met on Friday and agreed that the ferry would keep its morning hours all winter long."
HEADLINES = "Ferry row splits the harbour town | Pilots ask for a second tug Council's new budget: what it means"
MORE_HEADLINES = "2030 plan for the quay delayed again Overnight Harbour: Strike called off"


def read(*lines: str) -> Document:
    return make_document("\n\n".join([BODY, *lines, BODY.replace("Friday", "Monday").replace("morning", "evening")]))


def kept(document: Document) -> list[str]:
    """The blocks between the first and the last."""
    return [document.text[block.start : block.end] for block in document.blocks][1:-1]


def cuts(document: Document) -> list[tuple[str, str]]:
    return [(cut.kind, cut.text) for cut in document.receipt.cuts]


class TestPopUps:
    @pytest.mark.parametrize(
        ("whole", "before", "after"),
        [
            ("Johanna (Jo) Maria Castleton", "Mayor Jo Castleton", " (I-Port) said"),
            ("Johanna (Jo) Maria Castleton", "Mayor Jo Castleton", "’s office said"),
            ("Jo Castleton", "Mayor Jo Castleton", ", who had asked for it, said"),
            ("William (Bill) O'Dowd", "Pilot Bill O'Dowd", " said"),
            ("Warren Wilhelm de Ruyter", "Skipper Bill de Ruyter", " said"),
            ("Ana Maria Sala-Ortiz", "Deputy Ana Sala-Ortiz", " (North) said"),
            ("Peter Paul McBride", "Clerk Peter McBride Jr.", " said"),
        ],
    )
    @pytest.mark.parametrize("headlines", [HEADLINES, MORE_HEADLINES, f"'Quiet' {HEADLINES}"])
    @pytest.mark.parametrize("gap", ["", " "])
    def test_the_name_stays_and_what_popped_up_is_listed(
        self, whole: str, before: str, after: str, headlines: str, gap: str
    ) -> None:
        document = read(f"Last week {before}{gap}{whole}{headlines} MORE{after} that nobody would lose a place.")
        assert kept(document) == [f"Last week {before}{after} that nobody would lose a place."]
        assert cuts(document) == [("pop-up headlines", f"{whole}{headlines} MORE")]

    def test_several_in_a_sentence(self) -> None:
        one = f"Jo Castleton Johanna (Jo) Maria Castleton{HEADLINES} MORE"
        two = f"Bill Dowd William (Bill) Dowd {MORE_HEADLINES} MORE"
        document = read(f"Both {one} (North) and {two} (South) voted for it.")
        assert kept(document) == ["Both Jo Castleton (North) and Bill Dowd (South) voted for it."]
        assert [kind for kind, _ in cuts(document)] == ["pop-up headlines"] * 2

    @pytest.mark.parametrize(
        "line",
        [
            "Mayor Jo Castleton said that the town needs MORE boats, and Jo Castleton means it.",
            "Castleton, Jo Castleton to her friends, asked for a quay with MORE room for the ferries.",
            "WHAT THE MAYOR SAID IN SHORT: THE TOWN IN WINTER. THE MAYOR WANTS THE BOATS AND MORE",
            "The talks in Castleton about Castleton Harbour went on, with MORE to come on Friday.",
            "Mayor Castleton Harbour Festival guests asked the Castleton council for MORE music this year.",
        ],
    )
    def test_what_only_looks_so_stays(self, line: str) -> None:
        assert kept(read(line)) == [line]


class TestVideos:
    @pytest.mark.parametrize("time", [" 01:59", ""])
    def test_the_line_of_a_video_is_cut(self, time: str) -> None:
        line = f"JUST WATCHED Is the quay safe? Replay More Videos ... MUST WATCH Is the quay safe?{time}"
        assert cuts(read(line)) == [("teaser", line)]

    def test_how_long_ago_is_cut(self) -> None:
        assert cuts(read("5 years ago")) == [("notice", "5 years ago")]
        assert kept(read("Five years ago the quay was closed for a whole summer.")) != []


class TestGalleries:
    def test_a_gallery_in_one_line_is_captions(self) -> None:
        document = read(
            "Photos: Storm at the quay Photos: Storm at the quay Waves reach the lamps. Hide Caption 1 of 3 "
            "Photos: Storm at the quay Storm at the quay – A tug waits for its pilot. Hide Caption 2 of 3 "
            "Photos: Storm at the quay Men carry sand to the gate. Hide Caption 3 of 3"
        )
        assert kept(document) == [
            "Waves reach the lamps.",
            "A tug waits for its pilot.",
            "Men carry sand to the gate.",
        ]
        assert {block.kind for block in document.blocks[1:-1]} == {"caption"}
        ((kind, text),) = cuts(document)
        assert kind == "picture gallery"
        assert text.count("Photos: Storm at the quay") == 4
        assert text.endswith("Hide Caption 3 of 3")

    def test_the_title_of_a_gallery_is_what_its_pictures_begin_with(self) -> None:
        pictures = ["Waves reach the lamps.", "A tug waits.", "Men carry sand.", "A gate holds."]
        marked = (f"Photos: Storm at the quay {text} Hide Caption {n} of 4" for n, text in enumerate(pictures, 1))
        assert kept(read(" ".join(marked))) == pictures

    def test_a_gallery_broken_into_lines(self) -> None:
        document = read(
            "Photos: Storm at the quay Photos: Storm at the quay Waves reach the lamps.",
            "“We were afraid,” said a fisherman. Hide Caption 1 of 2 Photos: Storm at the quay A tug waits.",
            "Hide Caption 2 of 2",
        )
        assert kept(document) == [
            "Waves reach the lamps.",
            "“We were afraid,” said a fisherman.",
            "A tug waits.",
        ]
        assert {block.kind for block in document.blocks[1:-1]} == {"caption"}

    def test_a_sentence_about_photos_stays(self) -> None:
        line = "Photos of the storm were shown to the committee, which asked that none of them be hidden."
        document = read(line, "A button may hide captions on the page of the museum, the clerk said.")
        assert cuts(document) == []
        assert {block.kind for block in document.blocks} == {"paragraph"}


class TestHighlights:
    @pytest.mark.parametrize("label", ["Story highlights", "Story Highlights", "STORY HIGHLIGHTS"])
    def test_the_label_is_cut_and_the_items_are_bullets(self, label: str) -> None:
        document = make_document(f"{label} Ferry keeps its hours\n\nTwo pilots are still missing\n\n{BODY}")
        assert [block.kind for block in document.blocks] == ["bullet", "bullet", "paragraph"]
        assert document.text.startswith("Ferry keeps its hours\n\nTwo pilots are still missing\n\n")
        assert cuts(document) == [("furniture", label)]

    def test_a_sentence_about_a_story_stays(self) -> None:
        line = "Story highlights from the fair were read aloud in the hall until the lamps went out."
        assert kept(read(line)) == [line]
