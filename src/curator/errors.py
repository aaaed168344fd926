"""The errors that callers act on; every message is one line that says what to do next."""


class CuratorError(Exception):
    """Report something a person can mend: the command line prints it in one line and exits with 1."""


class ConfigError(CuratorError):
    """Report a setting that is missing, unknown or out of range."""


class SurveyError(CuratorError):
    """Report a list that cannot be read or edited."""


class FeedError(CuratorError):
    """Report bytes that are no arXiv feed, or a feed that could not be fetched."""


class ModelError(CuratorError):
    """Report a model that cannot be trained, or whose folder may not be loaded."""


class OutdatedModelError(ModelError):
    """Report a model that other libraries, or another curator, made: training makes it anew from the same sources."""


class HostError(CuratorError):
    """Report a proposal that its host refused."""


class PapersError(CuratorError):
    """Report a file or a table of papers that cannot be read or written."""


class MovedError(HostError):
    """Report that someone else changed a branch meanwhile: read it again and start over."""
