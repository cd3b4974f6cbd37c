"""The table of hostile behaviours: a name, what must come of it, and the behaviour itself."""

KINDS = []
INTERNAL = rb'421 4\.3\.0|Internal error|HTTP/1\.[01] 50[0-4]|Temporarily unavailable'   # what a server says that has met a bug of its own


class Wrong(Exception):
    """The server did not answer as it must."""


def kind(name, expected, waits=False):
    """
    Registers a behaviour: a function of the attack that returns what was seen and raises Wrong. One that `waits`, for the server's
    delays mostly, is carried out beside the others.
    """
    def register(function):
        KINDS.append((name, expected, function, waits))
        return function
    return register
