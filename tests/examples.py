"""How many examples a property test tries."""

from hypothesis import settings

_FULL = 100  # of the profile "full": hypothesis' own


def examples(count: int) -> settings:
    """`count` examples in a full run, and as many fewer in the fast lane as its profile says."""
    assert settings.default is not None
    return settings(max_examples=max(1, count * settings.default.max_examples // _FULL), deadline=None)
