"""Every exception detente raises, one tree:

    DetenteError
    ├── InputError         a path, pattern or field that cannot be read as asked
    ├── CodeError          a country or body code that the codebook does not know
    ├── CodebookError      a data file of the package that does not hold together
    └── ArchiveError       an archive that cannot be opened or written
        ├── ArchiveNewer   written by a later version of detente
        ├── ArchiveReadOnly
        └── ArchiveFull    no space left on the device

An exception is for the caller's mistake or the machine's. A page that cannot be used is an outcome, not an exception:
see `detente.records.Rejected`. A message says what was wrong, shows the value, and says what would do.
"""


class DetenteError(Exception):
    """Base of every exception that detente raises on purpose."""


class InputError(DetenteError):
    """A path, pattern or option that cannot be read as asked."""


class CodeError(DetenteError):
    """A country or body code that the codebook does not know."""


class CodebookError(DetenteError):
    """A data file of the package that does not hold together."""


class ArchiveError(DetenteError):
    """An archive that cannot be opened or written."""


class ArchiveNewer(ArchiveError):
    """The archive was written by a later version of detente."""


class ArchiveReadOnly(ArchiveError):
    """The archive cannot be written: the file or its folder is read-only."""


class ArchiveFull(ArchiveError):
    """No space is left where the archive lies."""
