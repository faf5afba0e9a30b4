"""Whose words they are: quotations, reports, speakers, cues and scare quotes in sentences as news has them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from framing.claims import Claim, split_claims
from framing.documents.model import Block, Document, Span
from framing.shipped import read_cues


def make_document(*paragraphs: str) -> Document:
    blocks, place = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(place, place + len(paragraph), "paragraph"))
        place += len(paragraph) + 2
    return Document(id="d", text="\n\n".join(paragraphs), blocks=tuple(blocks))


@dataclass(frozen=True)
class Part:
    """What a test states of a reported stretch."""

    voice: str
    words: str
    speaker: str
    cue: str


def words(document: Document, span: Span | None) -> str:
    return document.text[span.start : span.end] if span else ""


def parts(*paragraphs: str) -> list[Part]:
    document = make_document(*paragraphs)
    return [
        Part(
            part.voice, document.text[part.start : part.end], words(document, part.speaker), words(document, part.cue)
        )
        for claim in split_claims(document)
        for part in claim.reported
    ]


def claims(*paragraphs: str) -> tuple[Claim, ...]:
    return split_claims(make_document(*paragraphs))


# sentence | reported words | speaker | cue
DIRECT = """
“We have won,” the general said. | “We have won,” | the general | said
“We have won,” said the general. | “We have won,” | the general | said
"We have won," said Gen. Ali Musa, the army chief. | "We have won," | Gen. Ali Musa | said
“We have won the war,” Ali Musa, a general in the army, told reporters. | “We have won the war,” | Ali Musa | told
“We have won the war,” Sen. Ana Ruiz (D-Calif.) wrote on Monday. | “We have won the war,” | Sen. Ana Ruiz | wrote
The general said: “We have won.” | “We have won.” | The general | said
The general said on Monday, “We have won the war.” | “We have won the war.” | The general | said
In a statement, the ministry said, “No shots were fired.” | “No shots were fired.” | the ministry | said
‘We have won the war,’ the general said. | ‘We have won the war,’ | the general | said
'We don't want the workers' money,' Cole said. | 'We don't want the workers' money,' | Cole | said
“Is it over?” asked the judge. | “Is it over?” | the judge | asked
“Is it over?” Judge Lee asked. | “Is it over?” | Judge Lee | asked
“Never!” shouted the crowd. | “Never!” | the crowd | shouted
“This is a scandal,” according to Ruiz. | “This is a scandal,” | Ruiz | according to
“We will fight on,” vowed the union leader. | “We will fight on,” | the union leader | vowed
Harlow called it “a coup” on Monday. | “a coup” | Harlow | called
The envoy described the raid as “a massacre of the innocent”. | “a massacre of the innocent” | The envoy | described
She denounced the “cruel and pointless war” on her people. | “cruel and pointless war” | She | denounced
The minister dismissed the report as “fake news”. | “fake news” | The minister | dismissed
Harlow, who has called the press “the enemy of the people,” left. | “the enemy of the people,” | Harlow | called
""".strip().split("\n")

INDIRECT = """
The minister said that the war was over. | the war was over. | The minister | said
The minister said the war was over. | the war was over. | The minister | said
Officials told reporters on Tuesday that the talks had failed. | the talks had failed. | Officials | told
Police told the family the man had fled. | the man had fled. | Police | told
The plane crashed at dawn, officials said. | The plane crashed at dawn | officials | said
The road is closed, said a spokesman for the ministry. | The road is closed | a spokesman for the ministry | said
According to the ministry, the road is closed. | the road is closed. | the ministry | According to
According to John Cole, a doctor in the town, the road is closed. | the road is closed. | John Cole | According to
The road is closed, according to police. | The road is closed | police | according to
John Cole, a lawyer for the group, argued that the ban was illegal. | the ban was illegal. | John Cole | argued
Sen. Rand Harlow (R-Ky.) said he would vote no. | he would vote no. | Sen. Rand Harlow | said
Moscow claims to have shot down two planes. | to have shot down two planes. | Moscow | claims
Iran's claim that the ship was seized shocked nobody. | the ship was seized shocked nobody. | Iran | claim
The general was accused of killing civilians. | killing civilians. |  | accused
He is believed by analysts to be in Syria. | to be in Syria. | analysts | believed
The company denied that it had lied. | it had lied. | The company | denied
The study found that prices rose. | prices rose. | The study | found
Critics say the law is cruel. | the law is cruel. | Critics | say
Critics say that the drones kill civilians. | the drones kill civilians. | Critics | say
The minister said last week that the law is cruel. | the law is cruel. | The minister | said
The minister himself said that the law is cruel. | the law is cruel. | The minister | said
The teacher themself said that the law is cruel. | the law is cruel. | The teacher | said
The minister said he and his colleagues are ill. | he and his colleagues are ill. | The minister | said
The judge asked whether the vote was fair. | whether the vote was fair. | The judge | asked
The judge explained why the vote was void. | why the vote was void. | The judge | explained
On Tuesday Cole announced that he was leaving. | he was leaving. | Cole | announced
The court ruled that the law was void. | the law was void. | The court | ruled
Cole admitted that he had lied to the court. | he had lied to the court. | Cole | admitted
The army insists its soldiers did not fire. | its soldiers did not fire. | The army | insists
It was reported that the king had died. | the king had died. |  | reported
The man was described as a hero of the people. | a hero of the people. |  | described
The group said in a statement that it had left. | it had left. | The group | said
The woman who said that the vote was stolen | the vote was stolen | The woman | said
Many believe the war is lost. | the war is lost. | Many | believe
Asked about the plan, Harlow said it was dead. | it was dead. | Harlow | said
The union vowed to fight the law in court. | to fight the law in court. | The union | vowed
The court ordered the ministry to free the men. | to free the men. | The court | ordered
Ruiz accused the junta of killing farmers. | the junta of killing farmers. | Ruiz | accused
There were reports that the bridge had fallen. | the bridge had fallen. |  | reports
""".strip().split("\n")

OWN = [
    "The minister met the envoy in Geneva.",
    "The president did not say that he would resign.",
    "The ministry declined to say whether it had paid.",
    "Harlow wants to announce that he will run.",
    "I believe that the war is wrong.",
    "The court orders come from above.",
    "She did not vow to fight the law.",
    "We said that this would happen.",
    "The states that banned the drug have changed course.",
    "She is the state prosecutor in the case.",
    "The report was published on Friday.",
    "After the vote, Congress agreed.",
    "The charges that carry the longest terms were dropped.",
    "Sales of the drug add to the profits of the group.",
]


@pytest.mark.parametrize("row", DIRECT)
def test_quotations_have_speaker_and_cue(row: str) -> None:
    sentence, quoted, speaker, cue = (cell.strip() for cell in row.split("|"))
    assert Part("direct", quoted, speaker, cue) in parts(sentence)


@pytest.mark.parametrize("row", INDIRECT)
def test_indirect_speech_has_speaker_and_cue(row: str) -> None:
    sentence, reported, speaker, cue = (cell.strip() for cell in row.split("|"))
    assert Part("indirect", reported, speaker, cue) in parts(sentence)


@pytest.mark.parametrize("sentence", OWN)
def test_what_nobody_is_said_to_have_said_is_the_outlets_own(sentence: str) -> None:
    assert parts(sentence) == []


def test_words_said_in_passing_leave_both_sides_reported() -> None:
    found = parts("The plane, officials said in a statement, crashed at dawn.")
    assert [part.words for part in found] == ["The plane", "crashed at dawn."]
    assert {part.speaker for part in found} == {"officials"}


def test_a_second_participle_goes_on_with_the_first_speaker() -> None:
    found = parts("The court said the law was void, adding that judges had been misled.")
    assert [(part.words, part.speaker, part.cue) for part in found] == [
        ("the law was void", "The court", "said"),
        ("judges had been misled.", "The court", "adding"),
    ]


def test_an_opening_participle_ends_before_the_main_clause() -> None:
    found = parts("Fearing that the harvest would fail, farmers left the valley.")
    assert [part.words for part in found] == ["the harvest would fail"]


def test_a_relative_clause_ends_at_its_comma() -> None:
    found = parts("Cole, who has said that the deal is bad, met aides on Monday.")
    assert [(part.words, part.speaker) for part in found] == [("the deal is bad", "Cole")]


def test_a_quotation_within_indirect_speech_is_direct() -> None:
    found = parts("The envoy said the vote was “a farce from start to end” and would be ignored.")
    assert [part.voice for part in found] == ["indirect", "direct", "indirect"]
    assert {part.speaker for part in found} == {"The envoy"}


def test_short_quoted_words_in_indirect_speech_are_the_speakers() -> None:
    (claim,) = claims("The “rebels” had fled to the hills, the minister said.")
    assert claim.scare == ()
    assert [part.voice for part in claim.reported].count("direct") == 1


def test_short_quoted_words_without_a_speaker_are_scare_quotes() -> None:
    document = make_document("The so-called “experts” met in the ‘free’ city.")
    (claim,) = split_claims(document)
    assert [words(document, span) for span in claim.scare] == ["“experts”", "‘free’"]
    assert claim.reported == ()


def test_a_short_quoted_sentence_is_speech() -> None:
    (_, claim) = claims("The envoy was asked if he would go.", "“Never.”")
    assert claim.scare == ()
    assert claim.voice == "direct"


@pytest.mark.parametrize(
    "text", ["Rock 'n' roll in the '90s and '80s", "Tell 'em it's the workers' money", "A 6'2\" man left"]
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.reported, claim.scare) == ((), ())


def test_quotations_go_on_through_paragraphs() -> None:
    found = parts("“We were betrayed. Nobody came.", "“We shall remember it,” Cole said.")
    assert [part.words for part in found] == ["“We were betrayed.", "Nobody came.", "“We shall remember it,”"]
    assert {part.speaker for part in found} == {"Cole"}


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    found = parts("“We were betrayed. Nobody came.", "The war ended.")
    assert [part.words for part in found] == ["“We were betrayed.", "Nobody came."]


def test_a_quotation_never_opened_begins_with_its_paragraph() -> None:
    found = parts('We were betrayed," said Cole.')
    assert found == [Part("direct", 'We were betrayed,"', "Cole", "said")]


def test_inner_quotations_belong_to_the_outer_one() -> None:
    found = parts("“He said ‘no’ to us and “maybe” to them,” she said.")
    assert [part.words for part in found] == ["“He said ‘no’ to us and “maybe” to them,”"]


def test_a_quotation_without_a_cue_has_the_speaker_before_it() -> None:
    found = parts("“We have won,” Cole said. “They have lost the whole of the north.”")
    assert found[1] == Part("direct", "“They have lost the whole of the north.”", "Cole", "said")


def test_a_quotation_after_indirect_speech_has_its_speaker() -> None:
    found = parts("Cole said the north was lost. “There is nothing left for us there.”")
    assert found[-1].speaker == "Cole"


def test_pronouns_are_resolved_to_the_last_fitting_speaker() -> None:
    found = parts(
        "“We have won,” Ana Ruiz said.",
        "Officials said the vote was fair.",
        "“It is over,” she said.",
        "They said it was not.",
    )
    assert [part.speaker for part in found] == ["Ana Ruiz", "Officials", "Ana Ruiz", "Officials"]


def test_pronouns_may_stand_for_the_subject_of_the_sentence_before() -> None:
    found = parts("Rand Harlow left the hall at noon. “It is over,” he said.")
    assert found[0].speaker == "Rand Harlow"


def test_names_of_many_are_they_and_never_he() -> None:
    found = parts("Cole said that the vote was lost.", "Democrats said that it was won.", "“It is over,” he said.")
    assert [part.speaker for part in found] == ["Cole", "Democrats", "Cole"]
    found = parts("Republicans left the hall.", "Cole said that the vote was lost.", "“It is over,” they said.")
    assert found[-1].speaker == "Republicans"


def test_a_name_shown_to_be_a_woman_is_not_he() -> None:
    found = parts("Tom Reed said no.", "Ms. Ruiz said yes, and the vote was lost.", "“It is over,” he said.")
    assert found[-1].speaker == "Tom Reed"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The ministry claimed that it had paid.", "doubting"),
        ("The ministry admitted that it had paid.", "confirming"),
        ("The ministry said that it had paid.", "neutral"),
        ("Allegations that it had paid were denied.", "doubting"),
    ],
)
def test_the_cue_shows_its_stance(sentence: str, stance: str) -> None:
    (claim,) = claims(sentence)
    assert claim.stance == stance


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("“We have won the war and they have lost it,” Cole said.", "direct"),
        ("Cole said that the war was won and that they had lost.", "indirect"),
        ("The army took the town of Aden in the night.", "own"),
        ("“No,” said Rand Harlow, the senator who leads the committee.", "own"),
    ],
)
def test_the_voice_is_that_of_most_of_the_claim(sentence: str, voice: str) -> None:
    (claim,) = claims(sentence)
    assert claim.voice == voice


def test_voice_at_tells_each_character() -> None:
    (claim,) = claims("“We have won,” Cole said.")
    assert [claim.voice_at(place) for place in (0, 5, 13, 20)] == ["direct", "direct", "direct", "own"]


def test_each_verb_with_a_role_is_a_reporting_verb() -> None:
    roles, cues = read_cues("attributions")["verbs"], read_cues("reporting")
    known = {verb for verbs in cues["verbs"].values() for verb in verbs} | {
        *cues["think"]["lemmas"],
        *roles["naming"],
    }
    assert {verb for verbs in roles.values() for verb in verbs} - known == set()


def test_a_clause_of_time_begins_a_new_subject() -> None:
    text = "Norland halted grain shipments to Verania after President Okoye criticized the siege of the port."
    (claim,) = split_claims(make_document(text))
    assert claim.speaker is not None
    assert text[claim.speaker.start : claim.speaker.end] == "President Okoye"


# text | the speakers of its reported stretches, "-" for none
SPEAKERS = """
“The rules are void,” the judge wrote. | the judge
The Rivers think tank said the plan was dead. | The Rivers think tank
A Norland think tank said that the plan was dead. | A Norland think tank
“It is over,” said the chief counsel of the union. | the chief counsel of the union
It was what Ruiz called a “grave error of judgment”. | Ruiz
The paper printed what a Danish official described as a “rant against the whole of Europe”. | a Danish official
Ana Ruiz on Monday said that the bridge would close. | Ana Ruiz
Ana Ruiz, the mayor, last week said that the bridge would close. | Ana Ruiz
Critics have long argued that the bridge is weak. | Critics
Ana Ruiz has long said that the bridge is weak. | Ana Ruiz
Officials there said that the bridge was weak. | Officials
Tom Hale, 34, who lives by the river, said he was glad. | Tom Hale
He was ill with a condition called “the river fever of old men”. | -
It is worth noting that the bridge was built in May. | -
The video and the condemnation show that the army was there. | -
This morning suggests that the winter is over. | -
As Gov. Ana Ruiz, of Norland, put it, “we are not done with this yet.” | Gov. Ana Ruiz
“The bridge shall close,” the statement read. | the statement
Those close to Hale say that he will go. | Those close to Hale
A growing number of voters believe that the soup was cold. | A growing number of voters
Some 60 percent of nurses think that the ward is cold. | Some 60 percent of nurses
A lot of evenings suggest that the winter is over. | -
The prime minister, al-Amari, warned that the bridge was weak. | al-Amari;The prime minister
The chef said that the soup was cold. | The chef
They’re saying that the soup was cold. | They
"""


@pytest.mark.parametrize("row", SPEAKERS.strip().splitlines())
def test_a_speaker_is_somebody_or_something_that_has_words(row: str) -> None:
    text, speaker = row.split(" | ")
    assert {part.speaker or "-" for part in parts(text)} <= {*speaker.split(";")}


@pytest.mark.parametrize(
    "opening",
    [
        "Well before noon the hall was full.",
        "War was never far from the town.",
        "This article was changed at noon.",
        "Photograph: the hall at noon.",
        "The video was shown at noon.",
        "The Courier Post came out at noon.",
        "Addressing the hall took an hour.",
        "TOWN HALL NEWS comes at noon.",
        "Verania, in the south, is small. People in Verania were calm.",
    ],
)
def test_a_pronoun_does_not_stand_for_what_only_begins_a_sentence(opening: str) -> None:
    assert parts(f"{opening} “It is over,” he said.")[0].speaker == "he"
    assert parts("Ana Ruiz spoke first.", f"{opening} “It is over,” she said.")[0].speaker == "Ana Ruiz"


def test_a_pronoun_stands_for_a_single_name_that_the_document_shows_to_be_one() -> None:
    assert parts("Cole left. “It is over,” he said. Then Mr. Cole went home.")[0].speaker == "Cole"
    assert parts("The minister left. “It is over,” he said.")[0].speaker == "The minister"


def test_a_pronoun_does_not_stand_for_a_paper() -> None:
    found = parts("Rand Harlow left.", "The report said the war was lost. “We shall win,” he said.")
    assert found[-1].speaker == "Rand Harlow"


# text | reported words | speaker
REPORTED = """
The minister – a former banker – said that the bank would close. | the bank would close. | The minister
The minister — a banker who left in May — said the bank would close. | the bank would close. | The minister
Ana Ruiz -- a former banker -- warned that the bank would close. | the bank would close. | Ana Ruiz
A clerk who spoke to Hale – and who left in May – said that it was over. | it was over. | A clerk
Ana Ruiz, R-Calif., the head of the panel, said that it was over. | it was over. | Ana Ruiz
Officials said prosecutors plan to charge the banker. | prosecutors plan to charge the banker. | Officials
Hale said courts often side with the crown. | courts often side with the crown. | Hale
Ruiz said workers face long nights. | workers face long nights. | Ruiz
Hale said banks lend too little to farmers. | banks lend too little to farmers. | Hale
Hale said the plan risks a war. | the plan risks a war. | Hale
The aide said that could take a year. | that could take a year. | The aide
Ana Ruiz said that was a mistake. | that was a mistake. | Ana Ruiz
The doctor said mask-wearing has become normal. | mask-wearing has become normal. | The doctor
The mayor said cycling in the old town is safe. | cycling in the old town is safe. | The mayor
Hale said smoking kills thousands. | smoking kills thousands. | Hale
"""


@pytest.mark.parametrize("row", REPORTED.strip().splitlines())
def test_reports_without_that_and_beside_dashes(row: str) -> None:
    text, reported, speaker = row.split(" | ")
    assert [(part.words, part.speaker) for part in parts(text)] == [(reported, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Everything she said that was wrong is in the paper.",
        "The words he said that could hurt were cut.",
        "Hale said goodbye to his mother.",
        "Hale said a few words about the war.",
        "Hale said nice things about the town.",
        "Hale said the same things in the hall.",
        "Hale said prayers at the grave.",
        "Hale wrote letters to the paper.",
        "The fight – nobody won it – said much about the town.",
    ],
)
def test_what_is_said_as_an_object_is_no_report(text: str) -> None:
    assert parts(text) == []


def test_a_report_ends_where_the_tag_of_a_quotation_begins() -> None:
    found = parts("Hale said taking the bridge was “a grave error,” added Ana Ruiz.")
    assert [part.words for part in found] == ["taking the bridge was", "“a grave error,”"]


def test_a_claim_mostly_of_the_outlet_is_own_and_tells_which_part_is_not() -> None:
    text = "“A war crime,” said Rand Harlow, the senator who has led the committee since the spring of last year."
    (claim,) = claims(text)
    assert (claim.voice, claim.voice_at(text.index("war"))) == ("own", "direct")
    assert claim.speaker == Span(text.index("Rand"), text.index(", the senator"))
    assert [(part.voice, text[part.start : part.end]) for part in claim.reported] == [("direct", "“A war crime,”")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("He read the Hale report, “a record of shame for all of us”.", ""),
        ("As I’ve pointed out, the bridge was weak.", ""),
        ("OSLO – Ana Ruiz left the hall, saying that it was over.", "Ana Ruiz"),
        ("OSLO, Norland (Reuters) - Ana Ruiz left the hall, saying that it was over.", "Ana Ruiz"),
    ],
)
def test_neither_a_name_of_a_report_nor_the_writer_nor_a_dateline_speaks(text: str, speaker: str) -> None:
    assert {part.speaker for part in parts(text)} <= {speaker}
