"""Words: what single words do beside names, by the lists of namings.toml and of other cue files.

All are asked for by a word's key: normalised, without 's and closing stop.
"""

from __future__ import annotations

from functools import cache

from framing.normalizing import normalize
from framing.shipped import read_cues

_VERBS = ("auxiliaries", "infinite-auxiliaries", "pasts", "pasts-or-participles", "presents", "plain-presents")


@cache
def listed(table: str, name: str, file: str = "namings") -> frozenset[str]:
    """Return the keys of one list of a cue file."""
    return frozenset(normalize(word).rstrip(".") for word in read_cues(file)[table][name])


def is_body_noun(key: str) -> bool:
    """Return whether a word of this key ends the name of a body ("Court")."""
    return key in listed("nouns", "named")


def is_link(key: str, after: str) -> bool:
    """Return whether a word ties a name to this noun within the name of a body ("Bank of England")."""
    return after in _links().get(key, ())


def is_rule(key: str, owned: bool) -> bool:
    """Return whether a noun after a ruler's name calls his government ("regime"), without 's also "camp"."""
    return key in listed("nouns", "rule") or (not owned and key in listed("nouns", "following"))


def is_copula(key: str) -> bool:
    """Return whether a verb tells what somebody is ("was")."""
    return key in listed("verbs", "copulas")


def is_genitive(key: str) -> bool:
    """Return whether a preposition ties a noun to what it would say little without ("of")."""
    return key in listed("words", "genitive")


def is_infinitive(key: str) -> bool:
    """Return whether a preposition also stands before verbs ("to")."""
    return key in listed("words", "infinitive")


def is_article(key: str) -> bool:
    """Return whether a word is "a", "an" or "the"."""
    return is_indefinite(key) or key in frozenset(read_cues("stopwords")["articles"])


def is_indefinite(key: str) -> bool:
    """Return whether a word is "a" or "an"."""
    return key in listed("words", "indefinite")


def is_who(key: str) -> bool:
    """Return whether a relative pronoun stands for a person."""
    return key in listed("words", "who")


def is_direct_modifier(key: str) -> bool:
    """Return whether a word stands before a bare name without an article ("embattled Maduro")."""
    return key in listed("modifiers", "direct")


def may_modify(key: str) -> bool:
    """Return whether a word is known to modify nouns or has the ending of an adjective."""
    is_known = key in listed("modifiers", "plain") or is_direct_modifier(key)
    return is_known or (len(key) > 4 and key.endswith(_endings()))


def is_elder(key: str) -> bool:
    """Return whether a word tells apart two bearers of one name."""
    return key in listed("modifiers", "elder")


def is_empty(key: str) -> bool:
    """Return whether an adjective says nothing of who is named ("same")."""
    return key in listed("modifiers", "empty")


def is_time(key: str) -> bool:
    """Return whether a noun says when ("week")."""
    return key in listed("words", "times")


def is_verb(key: str) -> bool:
    """Return whether a word after a name is a verb: it is listed or has -ed."""
    return key in verbs() or key.endswith("ed")


def is_predicate(key: str) -> bool:
    """Return whether a word after a name is a verb or an adverb before one ("the lawyer Ruiz once hired")."""
    return is_verb(key) or key in listed("words", "adverbs", "grammar")


def may_be_verb(key: str) -> bool:
    """Return whether a noun for people is also a verb ("host")."""
    return key in listed("nouns", "verbs-too")


def is_place(key: str) -> bool:
    """Return whether a whole name is that of a country or place known to headlines ("Iran")."""
    return key in _topics()


def begins_place(key: str) -> bool:
    """Return whether a name that begins with this word is rather a place's ("South")."""
    return key in listed("names", "places")


def is_country(key: str) -> bool:
    """Return whether a word before a body's name is its country and may be left out ("U.S. Supreme Court")."""
    return key in listed("names", "countries")


def is_first_name(key: str) -> bool:
    """Return whether a title before a single word is rather a first name ("Don Lemon")."""
    return key in listed("names", "titles-too")


def is_surname(key: str) -> bool:
    """Return whether a title may also be a last name ("Stephen King")."""
    return key in frozenset(read_cues("speakers")["surnames"])


def is_honorific(key: str) -> bool:
    """Return whether a title tells no more than rank or gender ("Mr.")."""
    return key in listed("titles", "honorifics")


def is_kin(title: str) -> bool:
    """Return whether a noun tells no more than whose relative somebody is."""
    return title in listed("titles", "kin")


def is_sole(title: str) -> bool:
    """Return whether one person at a time has this title ("president")."""
    return title in listed("titles", "sole")


def find_gender(title: str) -> str:
    """Return the gender that a title or noun shows: "female" or "male", "" for none."""
    return _genders().get(title, "")


def is_function_word(key: str) -> bool:
    """Return whether a word of this key is no content word."""
    return key in _function_words()


def is_date(key: str) -> bool:
    """Return whether a word of this key names a day or a month."""
    return key in _calendar()


def is_particle(key: str) -> bool:
    """Return whether a word of this key stands in lower case within names ("de", "van")."""
    return key in listed("words", "name-particles", "grammar")


def may_be_name(key: str) -> bool:
    """Return whether a function word is a name where it has a capital within a sentence ("Will")."""
    return key in listed("words", "names-too", "grammar")


def is_preposition(key: str) -> bool:
    """Return whether a word stands before a noun; "to" may stand before a verb and is none here."""
    return key in listed("words", "prepositions", "grammar") and not is_infinitive(key)


def is_possessive(key: str) -> bool:
    """Return whether a word stands for an owner ("his")."""
    return key in listed("words", "possessives", "grammar")


def is_relative(key: str) -> bool:
    """Return whether a word begins a relative clause."""
    return key in listed("words", "relatives", "grammar")


def is_joiner(key: str) -> bool:
    """Return whether a word joins the parts of a list ("and")."""
    return key in listed("words", "list-connectors", "grammar")


def opens_clause(key: str) -> bool:
    """Return whether a word begins a phrase or clause that a comma ends before the subject ("after", "when")."""
    return key in listed("words", "prepositions", "grammar") or key in listed("words", "subordinators", "grammar")


def is_and_of_name(before: str, key: str, after: str) -> bool:
    """Return whether "and" between two words is part of a body's name ("Health and Human Services")."""
    return (before, key, after) in _joined()


@cache
def _endings() -> tuple[str, ...]:
    return tuple(read_cues("namings")["modifiers"]["endings"])


@cache
def _topics() -> frozenset[str]:
    return frozenset(normalize(topic).rstrip(".") for topic in read_cues("headlines")["topics"])


@cache
def _links() -> dict[str, frozenset[str]]:
    return {normalize(link): frozenset(after) for link, after in read_cues("namings")["links"].items()}


@cache
def _genders() -> dict[str, str]:
    titles = read_cues("pronouns")["titles"]
    return {normalize(title).rstrip("."): gender for gender in ("female", "male") for title in titles[gender]}


@cache
def verbs() -> frozenset[str]:
    """Return the verb forms that are known as such."""
    return frozenset().union(*(listed("words", group, "grammar") for group in _VERBS))


@cache
def _calendar() -> frozenset[str]:
    return listed("calendar", "weekdays", "grammar") | listed("calendar", "months", "grammar")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(normalize(word) for word in read_cues("stopwords")["words"])


@cache
def _joined() -> frozenset[tuple[str, ...]]:
    """Return the words around the "and" in the names of bodies, with it."""
    phrases = (normalize(phrase).split() for phrase in read_cues("namings")["names"]["joined"])
    return frozenset(
        tuple(parts[at - 1 : at + 2]) for parts in phrases for at in range(1, len(parts) - 1) if is_joiner(parts[at])
    )
