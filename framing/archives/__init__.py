"""Archives: folders with the analyses of any number of documents, written as a stream and read back as one."""

from framing.archives.model import Manifest, Notice, Plan, Progress
from framing.archives.reading import count_documents, read_archive, read_sums, rename
from framing.archives.writing import write_archive

__all__ = [
    "Manifest",
    "Notice",
    "Plan",
    "Progress",
    "count_documents",
    "read_archive",
    "read_sums",
    "rename",
    "write_archive",
]
