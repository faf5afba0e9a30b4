"""Claims: the sentences and clauses of a document, and whose voice each is in."""

from framing.claims.model import VOICES, Claim, ClaimReading, Kind, Reported, Voice
from framing.claims.passives import Deletion, find_deletions
from framing.claims.sentences import split_sentences
from framing.claims.splitting import split_claims

__all__ = [
    "VOICES",
    "Claim",
    "ClaimReading",
    "Deletion",
    "Kind",
    "Reported",
    "Voice",
    "find_deletions",
    "split_claims",
    "split_sentences",
]
