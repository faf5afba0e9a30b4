"""Where sentences are cut into clauses: only where a subject with its verb stands on both sides."""

from __future__ import annotations

import pytest

from framing.claims import split_claims
from framing.documents.model import Block, Document

# "|" stands before each further clause; it is taken out before splitting.
CUT = """
The army took the city, |and the rebels fled to the hills.
The court ruled on Monday, |but the ministry has not replied.
Iran seized a tanker, |while Israel struck a port in Syria.
He won the vote in May, |and she lost her seat.
The talks failed on Friday, |and he flew home.
He left because he was ill, |but his deputy has stayed on.
Prices rose 5 percent in May, |and wages have fallen since.
Harlow attacked the judge, |and the White House declined to comment.
The plan was dropped, |though the ministry never said why.
The president's aides knew, |yet they said nothing about it.
Officials warned of floods, |and a spokesman for the agency said roads were closed.
The law was passed in 2010, |and since then it has been challenged twice.
The strike killed three people, |and hospitals said dozens were hurt.
The group said it would fight, |but in 2019 it laid down its arms.
There was no vote in the chamber, |but there were talks.
The sanctions hurt the poor, |whereas the rich were spared.
The factory closed; |the workers have lost their homes.
Protests spread; |however, the government did not fall.
The dam broke at dawn; |by noon the town was under water.
Diplomats met in Oslo, |and they agreed on a date.
The bill failed in the House, |and Senate leaders will not bring it back.
The general denied it, |but the tapes show that he gave the order.
Police fired tear gas, |and the crowd threw stones at officers.
The bank raised rates, |although inflation is falling.
The mayor, who was ill, did not speak, |and his deputy took the floor.
The company, based in Paris, sold its plant, |and it has left the country.
Russia invaded in February, |and Ukraine is still fighting.
The envoy left on Sunday, |and nobody has replaced her.
The vote was close, |and the loser demanded a recount.
It rained all night, |but everyone stayed in the square.
The treaty was signed in 1987, |and both sides kept it for years.
They want bread |and they want peace.
While the army took the city, |rebels have kept the roads around it.
Although the vote was close, |the loser has accepted it.
Schools will stay open |and the mail will be delivered.
The storm had cut the road, |so the crew took a boat.
Sales rose to 14,500 in May, up 1,200, |while there was a small fall in June.
The firm moved abroad; |former workers blocked the gate because they were owed wages.
The plan was cheap, |but Ann Lee, a member of the council, opposed it.
The harbour remains shut in winter, |but the incident sent ships to the port.
The minister told the press that he was ill, |but he did not resign.
He asked his staff, including two lawyers, to look at the file, |and several judges were called in.
""".strip().split("\n")

WHOLE = """
The army, which took the city, and the rebels, who fled, made peace.
Democrats, Republicans, and independents voted for it.
He met senators, governors, and mayors who had asked for help.
He said the minister, the governor, and the mayor had agreed.
If the army leaves, and the rebels stay, the war will go on.
She sang, and danced.
He visited France, and then went home.
The bill, and the tax it would raise, was popular.
They sold arms and oil; grain and steel; and cars.
The deal, signed in Paris, and the treaty, signed in Rome, were kept.
He criticised the leader, and the party's policy on trade.
It is a city of parks, and of people who love them.
The man, and the woman he met, had left.
“I came, and she left the house,” he said.
The mayor (who was ill, and he knew it) stayed at home.
The plan was dropped, though not for long.
He promised jobs, but no money.
The minister resigned, but only after the vote.
The group wants peace, and to be left alone.
It was a plan for the rich, and against the poor.
The president of the party, and of the country, is ill.
The talks, while difficult, went on.
She wrote books, while working in a bank.
The rules apply to firms in France, Spain, and Italy.
When the war ended, and the soldiers came home, nobody cheered.
He spoke slowly, and with great care.
The king, and not the parliament, decides.
He lost the vote, and with it his office.
Not only the north, but the south of the country voted no.
The chief, a man named Orlov, and his aide were held.
He came, and she left.
The chief said the need was great, and the agency was working hard on it.
The survey found that half of them agreed, while a third were opposed to it.
While he was walking home, the police stopped him.
While leaving the court, he said the king was ill.
He knew the man and the woman had left the house.
The man who shot the guard and the woman have been held.
The deal he made with the union and the mayor was dropped.
It was a plan that failed, and that has hurt the budget.
""".strip().split("\n")


def clauses(text: str) -> list[str]:
    document = Document(id="d", text=text, blocks=(Block(0, len(text), "paragraph"),))
    return [text[claim.start : claim.end] for claim in split_claims(document)]


@pytest.mark.parametrize("marked", CUT)
def test_independent_clauses_are_claims_of_their_own(marked: str) -> None:
    assert clauses(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("text", WHOLE)
def test_lists_phrases_and_dependent_clauses_stay_whole(text: str) -> None:
    assert clauses(text) == [text]


def test_a_sentence_may_be_cut_more_than_once() -> None:
    text = "The army took the city, but the rebels held the port, and the war is not over."
    assert len(clauses(text)) == 3


def test_an_attribution_in_the_middle_does_not_cut() -> None:
    text = "“The war is over,” the minister said, “and we have won it.”"
    assert clauses(text) == [text]
