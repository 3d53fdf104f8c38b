"""Settings that hold for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Speed is shown by bench/, never by a test: a busy machine must not fail one.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")
