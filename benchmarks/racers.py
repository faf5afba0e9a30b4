"""What each contestant of `peers.py` does, in a process of its own: `python racers.py NAME ARTICLES [MORE]`.

It reads the articles (JSON lines), makes ready what is made once for any number of articles, does its work on all of
them and says as a line of JSON how long that took (whole jobs do not: of them the whole process counts).
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from articles import Row, read_rows

SLOW = 200
"""Articles given to those that take so long that more would tell nothing new."""
TOO_SLOW = ("vader-scores", "empath-scores")
WHOLE_JOBS = ("scattertext-page", "textacy-matrix")
Work = Callable[[], int]
"""The timed part; what it returns says how much was found."""


def take_time(work: Work) -> dict[str, Any]:
    gc.collect()
    gc.freeze()
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    return {
        "seconds": time.perf_counter() - clock,
        "processor": time.process_time() - processor,
        "found": found,
    }


def scattertext_page(rows: Sequence[Row]) -> Work:
    """The explorer of the source with most articles against all others, as in scattertext's own tutorial."""
    import pandas
    import scattertext

    def work() -> int:
        frame = pandas.DataFrame(rows)
        (largest, _), *_ = Counter(frame["source"]).most_common(1)
        frame["parse"] = frame["text"].apply(scattertext.whitespace_nlp_with_sentences)
        corpus = scattertext.CorpusFromParsedDocuments(frame, category_col="source", parsed_col="parse").build()
        names = {"category": largest, "category_name": largest, "not_category_name": "other sources"}
        page = scattertext.produce_scattertext_explorer(corpus, **names, metadata=frame["title"])
        return Path("explorer.html").write_text(page, encoding="utf-8")

    return work


def textacy_matrix(rows: Sequence[Row]) -> Work:
    """A corpus without a model and the weights of its words by source: what its tables are made of."""
    import spacy
    from textacy import Corpus
    from textacy.representations import GroupVectorizer

    def work() -> int:
        corpus = Corpus(spacy.blank("en"), data=[(row["text"], {"source": row["source"]}) for row in rows])
        words = ([token.lower_ for token in doc if token.is_alpha and not token.is_stop] for doc in corpus)
        sources = (doc._.meta["source"] for doc in corpus)
        weights = GroupVectorizer(tf_type="linear", idf_type="smooth").fit_transform(words, sources)
        return int(weights.nnz)

    return work


def _spacy(rows: Sequence[Row]) -> tuple[Any, Any, list[str]]:
    """A blank English pipeline, its matcher of the plain phrases, and the texts."""
    import spacy
    from phrases import list_phrases, plain_lexicons
    from spacy.matcher import PhraseMatcher

    english = spacy.blank("en")
    matcher = PhraseMatcher(english.vocab, attr="LOWER")
    matcher.add("phrase", list(english.pipe(list_phrases(plain_lexicons()))))
    return english, matcher, [row["text"] for row in rows]


def spacy_tags(rows: Sequence[Row]) -> Work:
    english, matcher, texts = _spacy(rows)
    return lambda: sum(len(matcher(english.make_doc(text))) for text in texts)


def spacy_tags_of_tokens(rows: Sequence[Row]) -> Work:
    english, matcher, texts = _spacy(rows)
    documents = [english.make_doc(text) for text in texts]
    return lambda: sum(len(matcher(document)) for document in documents)


def framing_tags(rows: Sequence[Row]) -> Work:
    """Tags of the plain phrases in claims that are given."""
    from phrases import plain_lexicons

    return _tags(rows, plain_lexicons())


def framing_claims_and_tags(rows: Sequence[Row]) -> Work:
    """Claims with their voices and the tags of the plain phrases in them."""
    from phrases import plain_lexicons

    from framing import split_claims, tag_claims
    from framing.documents import make_document

    lexicons, documents = plain_lexicons(), [make_document(row["text"]) for row in rows]
    tag_claims(documents[0], split_claims(documents[0]), lexicons)
    return lambda: sum(len(tag_claims(one, split_claims(one), lexicons)) for one in documents)


def framing_all_tags(rows: Sequence[Row]) -> Work:
    """Tags of all entries that come with framing (globs, slots, guards too) in claims that are given."""
    from framing import load_lexicons

    return _tags(rows, load_lexicons())


def framing_tags_of(rows: Sequence[Row], lexicon: str) -> Work:
    """Tags of the lexicon in a file in claims that are given."""
    from framing import load_lexicons

    return _tags(rows, load_lexicons([lexicon]))


def _tags(rows: Sequence[Row], lexicons: Any) -> Work:
    from framing import split_claims, tag_claims
    from framing.documents import make_document

    documents = [make_document(row["text"]) for row in rows]
    claims = [split_claims(document) for document in documents]
    tag_claims(documents[0], claims[0], lexicons)
    return lambda: sum(len(tag_claims(one, two, lexicons)) for one, two in zip(documents, claims, strict=True))


def bare_engine(rows: Sequence[Row]) -> Work:
    """The engine alone: where the plain phrases stand, inside longer words too, in texts in lower case."""
    from ahocorasick_rs import AhoCorasick, MatchKind
    from phrases import list_phrases, plain_lexicons

    from framing.normalizing import normalize

    engine = AhoCorasick(list_phrases(plain_lexicons()), matchkind=MatchKind.Standard)
    texts = [normalize(row["text"]) for row in rows]
    return lambda: sum(len(engine.find_matches_as_indexes(text, overlapping=True)) for text in texts)


def vader_scores(rows: Sequence[Row]) -> Work:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    scores = SentimentIntensityAnalyzer().polarity_scores
    return lambda: len([scores(row["text"]) for row in rows])


def empath_scores(rows: Sequence[Row]) -> Work:
    from empath import Empath

    analyze = Empath().analyze
    return lambda: len([analyze(row["text"]) for row in rows])


RACERS: dict[str, Callable[..., Work]] = {
    "scattertext-page": scattertext_page,
    "textacy-matrix": textacy_matrix,
    "spacy-tags": spacy_tags,
    "spacy-tags-of-tokens": spacy_tags_of_tokens,
    "framing-tags": framing_tags,
    "framing-tags-of": framing_tags_of,
    "framing-all-tags": framing_all_tags,
    "framing-claims-and-tags": framing_claims_and_tags,
    "bare-engine": bare_engine,
    "vader-scores": vader_scores,
    "empath-scores": empath_scores,
}


def main() -> None:
    name, path, *more = sys.argv[1:]
    rows = list(read_rows(Path(path), SLOW if name in TOO_SLOW else None))
    work = RACERS[name](rows, *more)
    answer = {"found": work()} if name in WHOLE_JOBS else take_time(work)
    print(json.dumps({**answer, "articles": len(rows)}))


if __name__ == "__main__":
    main()
