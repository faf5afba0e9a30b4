"""Actors: the persons and bodies that articles name, and what stands beside their names."""

from framing.actors.appositions import find_appositions
from framing.actors.epithets import find_epithet
from framing.actors.mentions import Mention, find_mentions
from framing.actors.names import Passage, read_passages

__all__ = ["Mention", "Passage", "find_appositions", "find_epithet", "find_mentions", "read_passages"]
