"""Entries of the establishment lexicon that keep silent on ordinary text, and still speak where the frame does."""

from __future__ import annotations

import pytest

from framing import Metadata, analyze, load_lexicons, make_document


def tagged(sentence: str) -> set[tuple[str, str]]:
    """Return frame and words of what is found in a sentence, without relations."""
    analysis = analyze(make_document(sentence, Metadata(source="X")), load_lexicons(["establishment"]))
    return {(tag.frame, analysis.text(tag).lower()) for tag in analysis.tags if "…" not in tag.entry}


SILENT = [
    ("The verdict sent shock waves through parliament.", "ruled-without-consent", "waves through"),
    ("The jury weighed evidence based on phone records.", "trusted-expertise-and-institutions", "evidence based"),
    ("My grandmother never asked for so much sugar.", "ruled-without-consent", "never asked"),
    ("There is no real reason to repaint the boat.", "laid-bare", "real reason"),
    ("The coach called for swift action on the broken floodlights.", "steady-central-bank", "swift action"),
    ("I know a lot of doctors and nurses who cycle.", "public-health-and-science", "doctors and nurses who"),
    ("The Defense Department so-called sprint week begins.", "double-standards-and-pretexts", "so-called"),
    ("The NSA leaker flew to Hong Kong.", "deep-state", "nsa leaker"),
    ("Trump opened hotels in the Empire State.", "empire-and-hegemony", "empire"),
    ("He lied to his wife about the car.", "laid-bare", "lied to"),
    ("The neighbour, who asked not to be named, saw smoke.", "ruled-without-consent", "who asked"),
    ("Librarians need quiet to do our jobs.", "working-people-pay", "our jobs"),
    ("Members of the powerful rules committee met.", "rigged-for-the-rich", "the powerful"),
    ("He wears jeans like the rest of us.", "rigged-for-the-rich", "the rest of us"),
    ("The Obama leadership team moved offices.", "allies-and-unity", "obama leadership"),
    ("A donor to Americans for Prosperity spoke.", "open-markets-and-growth", "prosperity"),
    ("The gun lobby speaks of law-abiding hunters.", "law-and-order", "law-abiding"),
    ("The actor left Law and Order: SVU.", "law-and-order", "law and order"),
    ("The marshal had to restore order in the gallery.", "law-and-order", "restore order"),
    ("The Committee for a Responsible Federal Budget wrote.", "responsible-progress", "a responsible"),
    ("Ana Ruiz led the way after two laps.", "responsible-transition", "led the way"),
    ("Fans have every right to sing.", "firmness-duty-unity", "every right to"),
    ("Guests hoped for an orderly queue.", "freedom-and-human-rights", "orderly"),
    ("Activists who live nearby brought soup.", "critics-answered", "activists who"),
    ("It was a reporter of the Hong Kong Free Press.", "defend-democracy", "free press"),
    ("The tickets sold out in nine minutes.", "hollow-democracy", "sold out"),
    ("Passengers were told to wait in a shelter overnight.", "told-and-betrayed", "were told to"),
    ("No company stands above the law, the minister wrote.", "double-standards-impunity", "above the law"),
    ("Two uncles came dressed up as Santa.", "doubted-motives", "dressed up as"),
    ("He is a member of the Veterans of Foreign Wars.", "war-machine", "foreign wars"),
    ("The essay first appeared on Lawfare, a legal blog.", "deep-state", "lawfare"),
    ("Gamblers met for a rigged poker night.", "rigged-for-the-rich", "rigged"),
    ("Cheese is big business in the valley.", "corporate-power", "big business"),
    ("Higher rents trickle down to the corner shops.", "people-against-elites", "trickle down"),
    ("The mayor faced political blowback over parking fees.", "war-machine", "blowback"),
    ("The goalkeeper returned for a paltry six minutes.", "power-unpunished", "paltry"),
    ("Whoever wins the runoff takes office in May.", "hollow-democracy", "whoever wins"),
    ("Every sailor has a vested interest in good weather.", "rule-of-the-few", "vested interest"),
    ("Both parties agree on the date of the hearing.", "hollow-democracy", "both parties agree"),
    ("The government will not allow a colour revolution.", "regime-change-and-proxies", "colour revolution"),
    ("Trump applauded the singer after the anthem.", "powers-called-by-name", "trump applauded"),
    ("They need four seats to take back control of the Senate.", "working-people-pay", "take back control"),
    ("Medieval roads crossed a feudal manor.", "rule-of-the-few", "feudal"),
    ("The president likes to hide on a golf course.", "laid-bare", "to hide"),
    ("The choir showed solidarity with striking bakers.", "working-people-pay", "solidarity"),
    ("Parents accused the coach of doing nothing.", "the-alternative-is-worse", "doing nothing"),
    ("The NSA leaker moved into a new flat.", "security-vigilance", "leaker"),
    ("She became a lawful permanent resident at nineteen.", "sound-process", "a lawful"),
    ("The grant came from the Open Society Foundations.", "defend-democracy", "open society"),
    ("Her memoir Hard Choices sold well.", "fiscal-responsibility", "hard choices"),
    ("The bill passed over Democratic opposition.", "freedom-and-human-rights", "democratic opposition"),
    ("The actor of Sons of Anarchy married.", "the-alternative-is-worse", "anarchy"),
    ("She was a steadfast supporter of the senator.", "firmness-duty-unity", "steadfast"),
    ("The firm worked tirelessly on the new stadium roof.", "security-vigilance", "worked tirelessly"),
    ("Weather can drive a wedge into the warm air.", "allies-and-unity", "drive a wedge"),
    ("The barber was a responsible guy.", "responsible-progress", "a responsible"),
    ("Files were searched without any judicial oversight.", "sound-process", "judicial oversight"),
    ("She spoke for the Alliance Defending Freedom.", "freedom-and-human-rights", "defending freedom"),
    ("Nicaragua broke relations with its neighbour.", "guilt-established", "nicaragua broke"),
    ("The garrison surrendered to Russian forces at noon.", "deterrence-and-resolve", "surrendered to russian"),
    ("The real threat to democracy is the ministry itself.", "defend-democracy", "threat to democracy"),
    ("Drone strikes damaged four homes.", "populist-temptation", "strikes"),
    ("The treaty is meant to open markets for olives.", "open-markets-and-growth", "open markets"),
    ("Officials found no threat to public safety.", "law-and-order", "threat to public safety"),
    ("The White House lies between two parks.", "double-standards-and-pretexts", "white house lies"),
    ("Police saw an attack on one of the guards.", "allies-and-unity", "attack on one"),
]

SPEAKING = [
    ("The regulator waves through every merger it is shown.", "ruled-without-consent", "waves through"),
    ("It was evidence-based policy.", "trusted-expertise-and-institutions", "evidence-based"),
    (
        "The villagers never asked for this.",
        "ruled-without-consent",
        "never asked for this",
    ),
    ("The real reason was oil.", "laid-bare", "real reason"),
    ("Thanks to the regulator's swift action depositors kept their savings.", "steady-central-bank", "swift action"),
    ("We owe it to the doctors and nurses who saved us.", "public-health-and-science", "doctors and nurses who"),
    ("Washington runs an empire with military bases.", "empire-and-hegemony", "empire"),
    ("The public was lied to.", "laid-bare", "lied to"),
    ("They are sending our jobs overseas.", "working-people-pay", "our jobs"),
    ("The rich dodge tax and the rest of us pay.", "rigged-for-the-rich", "the rest of us"),
    ("American leadership keeps the world at peace.", "allies-and-unity", "american leadership"),
    ("Law-abiding residents want the riots to end.", "law-and-order", "law-abiding"),
    ("Police were sent to restore order in the city.", "law-and-order", "restore order"),
    ("Vietnam can lead the way in clean energy.", "responsible-transition", "lead the way"),
    ("The country has every right to defend its borders.", "firmness-duty-unity", "every right to"),
    ("Workers were sold out by their own party.", "hollow-democracy", "sold out"),
    ("Miners were told to keep quiet about the dust.", "told-and-betrayed", "were told to"),
    ("The generals think they are above the law.", "double-standards-impunity", "above the law"),
    ("It is austerity dressed up as reform.", "doubted-motives", "dressed up as"),
    ("Prosecutors turned to lawfare against the opposition.", "deep-state", "lawfare"),
    ("The bombing of Libya brought blowback to Europe.", "war-machine", "blowback"),
    ("The fine was paltry.", "power-unpunished", "paltry"),
    ("Whoever wins, the same donors rule.", "hollow-democracy", "whoever wins"),
    ("Both parties agree on the next war.", "hollow-democracy", "both parties agree"),
    ("It was a colour revolution engineered in Washington.", "regime-change-and-proxies", "colour revolution"),
    ("Palm oil companies push a land grab against villagers.", "they-gain-we-pay", "land grab"),
    ("Ordinary citizens pay while the banks feast.", "working-people-pay", "ordinary citizens"),
    ("Doing nothing would be worse than this compromise.", "the-alternative-is-worse", "doing nothing"),
    ("The leaker endangered agents in the field.", "security-vigilance", "leaker"),
    ("Exiles joined the democratic opposition.", "freedom-and-human-rights", "democratic opposition"),
    ("An open society protects its critics.", "defend-democracy", "open society"),
    ("Finland is a steadfast ally.", "firmness-duty-unity", "steadfast"),
    ("Moscow wants to drive a wedge between the allies.", "allies-and-unity", "drive a wedge"),
    ("It was a responsible course for the nation.", "responsible-progress", "a responsible"),
    ("The militia is a threat to democracy.", "defend-democracy", "threat to democracy"),
    ("We will stand firm with our partners.", "firmness-duty-unity", "stand firm"),
]


@pytest.mark.parametrize(("sentence", "frame", "words"), SILENT)
def test_ordinary_text_is_not_tagged(sentence: str, frame: str, words: str) -> None:
    assert (frame, words) not in tagged(sentence)


@pytest.mark.parametrize(("sentence", "frame", "words"), SPEAKING)
def test_the_frame_is_still_found(sentence: str, frame: str, words: str) -> None:
    assert (frame, words) in tagged(sentence)
