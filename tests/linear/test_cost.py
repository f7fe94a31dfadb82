"""The measure itself: a square is found at every size, and one disturbed measurement is no square. The clock is made up."""

from collections.abc import Callable

import pytest

from tests.linear import cost

UNIT = 1e-4  # seconds


def costing(monkeypatch: pytest.MonkeyPatch, price: Callable[[int, int], float]) -> list[int]:
    """Work of size n takes `price(n, calls so far)`; the sizes that were measured are collected."""
    sizes: list[int] = []

    def seconds(work: cost.Work) -> float:
        size = int(str(work()))
        sizes.append(size)
        return price(size, len(sizes))

    monkeypatch.setattr(cost, "seconds", seconds)
    return sizes


def sized(size: int) -> cost.Work:
    return lambda: size


def test_linear_work_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = costing(monkeypatch, lambda size, _: size * UNIT)
    assert cost.growth(sized, 512).is_linear
    assert sizes == [512, 2048]


def test_a_square_is_found_at_every_size(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = costing(monkeypatch, lambda size, _: size * size * UNIT / 100)
    found = cost.growth(sized, 256)
    assert not found.is_linear
    assert found.ratio == pytest.approx(16)
    assert sizes == [256, 1024, 256, 1024, 256, 1024, 512, 2048, 512, 2048]


def test_a_small_measurement_that_the_clock_cut_short_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = costing(monkeypatch, lambda size, calls: size * UNIT * (0.6 if calls in (1, 3) else 1))
    assert cost.growth(sized, 600).is_linear
    assert sizes == [600, 2400, 600, 2400, 600, 2400]


def test_what_takes_too_long_is_not_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    costing(monkeypatch, lambda size, _: size * UNIT)
    assert not cost.growth(sized, 8192).is_linear
