"""Archives: folders with the analyses of any number of documents, written as a stream and read back as one."""

from framing.archives.model import Manifest, Notice, Plan, Progress
from framing.archives.reading import read_archive, rename
from framing.archives.writing import write_archive

__all__ = ["Manifest", "Notice", "Plan", "Progress", "read_archive", "rename", "write_archive"]
