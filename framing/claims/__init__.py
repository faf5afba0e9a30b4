"""Claims: the sentences and clauses of a document, and whose voice each is in."""

from framing.claims.model import VOICES, Claim, Kind, Reported, Voice
from framing.claims.sentences import split_sentences
from framing.claims.splitting import split_claims

__all__ = ["VOICES", "Claim", "Kind", "Reported", "Voice", "split_claims", "split_sentences"]
