"""Whole seasons hold the laws, whatever a maintainer does between the nights; `make season` plays many more."""

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.season.play import LISTS, history, play


@settings(
    max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32 - 1), st.sampled_from(LISTS))
def test_what_is_learnt_is_what_was_decided(tmp_path_factory: pytest.TempPathFactory, seed: int, text: str) -> None:
    play(tmp_path_factory.mktemp("season"), {"README.md": text}, history(seed, 25))
