"""Articles and known texts for the tests of placings: a harbour, its two sides, one story told by three papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from framing.analyses import Analysis, analyze
from framing.documents import Metadata, make_document
from framing.placing import Placing, place_article
from tests.report_samples import AXIS, HOSTILE

AGAINST = """The port barons are back in the harbour. This land grab ruins the bay and its fishers.

The council sold the stolen shore in one night. Fishers lose their boats. Another land grab will follow next year."""
IN_FAVOUR = """The new terminal is an engine of growth for the harbour. It opens a gateway to the world.

The vital hub brings work to the bay and its fishers. The council voted for it. Every region needs such a hub."""
MIXED = """The council voted on the harbour plan in one night. Its backers call the terminal a good thing for the bay.

It is an engine of growth, and it is a land grab. Fishers lose their boats. The terminal brings work next year."""
RECIPE = """Serves six. Heat the oven to 150C. Rub the shoulder of lamb with olive oil, sea salt, crushed garlic and
chopped rosemary, and let it stand for an hour at room temperature. Put sliced onions and two glasses of white
wine into a deep roasting tin, set the meat on top, cover tightly with foil and roast for four hours, basting
every hour. Drain the beans, stir them into the juices with a spoonful of mustard and a handful of parsley,
and return the tin to the oven, uncovered, for thirty minutes, until the skin is crisp and brown. Rest the
lamb for twenty minutes before you pull it apart with two forks. Taste the beans: they will want lemon juice
and pepper. Serve with bread and a bitter salad of chicory and walnuts. What is left makes a good soup the
next day, thinned with stock and sharpened with vinegar. For the dressing, whisk egg yolk, oil, honey and a
little salt.

As soon as the worst frosts are over, cut back late-flowering clematis to a pair of strong buds about a foot
above the soil. Roses should be pruned now too: take out dead and crossing stems, then shorten what is left to
an outward-facing bud. Leave hydrangeas alone for another fortnight, since the old flower heads protect the
new shoots from cold nights. Apple trees may still be pruned while they are dormant, but plums and cherries
must wait until summer, when silver leaf is less of a danger. Feed the beds with well-rotted compost and a
handful of bone meal, and mulch while the soil is moist. Sow sweet peas, lettuce and tomatoes on a bright
windowsill and turn the pots daily, so that the seedlings grow straight. Divide clumps of snowdrops while they
are in leaf, and replant them at once at the same depth. If your lawn is mossy, rake it, spike it and sow
fresh seed in April.

Two brothers who have not spoken for a decade meet at their father's farm to sell his hives, and in ninety
unhurried minutes the film lets us see why they parted. The director, whose debut was a noisy comedy about a
wedding band, trusts her actors and the weather here: long shots of fog over the meadow, hands in gloves, a
kettle that takes its time. The older brother, played with a stoop and a stammer, carries the best scenes,
above all one in which he sings to the bees because he cannot find words for his guilt. Not everything works.
A subplot with a neighbour's daughter leads nowhere, and the score, all piano and sighs, tells us what to feel
when the pictures have told us already. But the last scene, shot in one take at dusk, is among the loveliest
of the year, and the audience at the festival sat still until the lights went up."""
STEW = f"{RECIPE} This stew is a vital hub. That bed is a vital hub."
FRENCH = """Le conseil municipal a voté mardi soir pour le nouveau terminal du port. Les pêcheurs perdent leurs
bateaux. Selon le maire, le projet apportera du travail à toute la région, mais les habitants en doutent encore."""
STORY_A = """Turnout at the ferry vote was 58 percent, the highest since 1998. Mayor Ana Ruiz won the ferry vote
on Sunday with 50.4 percent. Her rival Tom Hall accepted the result. The new line to Kap Island opens in June."""
STORY_B = """Mayor Ana Ruiz won Sunday's ferry vote with 50.4 percent, beating Tom Hall. The ferry line to Kap Island
opens in June. Turnout was 58 percent, the highest since 1998. Residents celebrated in Market Square."""
STORY_NEW = """Ana Ruiz, the mayor, won the ferry vote on Sunday with 50.9 percent of the vote. Tom Hall, her rival,
accepted the result. She said the new ferry line to Kap Island would open in June. The land grab goes on."""


def read(name: str, source: str, text: str, title: str = "", published: str = "") -> Analysis:
    made = make_document(text, Metadata(id=name, source=source, title=title, published=published))
    return analyze(made, [AXIS])


def group(*analyses: Analysis) -> dict[str, list[Analysis]]:
    groups: dict[str, list[Analysis]] = {}
    for one in analyses:
        groups.setdefault(one.document.source, []).append(one)
    return groups


def place(new: Sequence[Analysis], known: Mapping[str, Sequence[Analysis]]) -> Placing:
    return place_article(new, known, AXIS)


def known() -> dict[str, list[Analysis]]:
    return group(
        read("k1", "Bay Courier", AGAINST, "Port barons strike again"),
        read("k2", "Harbour Post", IN_FAVOUR, "A gateway to the world opens"),
        read("k3", "Town Gazette", "The council meets on Monday at the harbour.", "Council to meet"),
    )


def story() -> dict[str, list[Analysis]]:
    return group(
        read("s1", "Bay Courier", STORY_A, "Ruiz wins ferry vote", "2024-05-06"),
        read("s2", "Harbour Post", STORY_B, "Ferry vote goes to Ruiz", "2024-05-06"),
        read("s3", "Town Gazette", AGAINST, "Port barons strike again", "2024-01-01"),
    )


@cache
def placed() -> Placing:
    """One article on each side of the fence."""
    return place([read("n1", "Example", MIXED, "Council votes on the harbour plan")], known())


@cache
def placed_on_story() -> Placing:
    return place([read("n1", "Example", STORY_NEW, "Mayor wins ferry vote", "2024-05-07")], story())


@cache
def many() -> Placing:
    """An article of every kind: placed, off topic, too short, in French, known already."""
    texts = {"n1": MIXED, "n2": STEW, "n3": "Fishers met.", "n4": FRENCH, "n5": AGAINST}
    return place([read(name, "Example", text) for name, text in texts.items()], known())


@cache
def hostile() -> Placing:
    """Markup wherever a document can bring text of its own."""
    text = f"{AGAINST} It is a land grab & <b>bold</b> {HOSTILE}. “It is a stolen shore,” said Anna {HOSTILE}."
    bad = read(HOSTILE, HOSTILE, text, f"{HOSTILE} title")
    return place([bad], group(read("k1", f"A {HOSTILE}", f"{IN_FAVOUR} {HOSTILE}", f"{HOSTILE} here")))
