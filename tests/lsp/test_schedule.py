"""The order in which documents are worked on. No clock: each job says when it may end."""

import asyncio
from threading import Event

import pytest

from vtexlint.lsp.schedule import LARGE, Schedule


def crashed(error: BaseException) -> None:
    raise error


def test_of_large_documents_the_last_one_asked_about_comes_first() -> None:
    done: list[str] = []
    first, go_on = Event(), Event()

    def work(name: str) -> str:
        if name == "first":
            first.set()
            assert go_on.wait(30)
        done.append(name)
        return name

    async def talk() -> list[str]:
        schedule = Schedule(crashed)
        tasks = [asyncio.ensure_future(schedule.run(LARGE, work, "first"))]
        await asyncio.to_thread(first.wait, 30)
        for name in ("second", "third", "not wanted", "fourth"):
            tasks.append(asyncio.ensure_future(schedule.run(LARGE, work, name)))
            await asyncio.sleep(0)
        assert await schedule.run(LARGE - 1, work, "small") == "small"
        tasks.pop(3).cancel()
        await asyncio.sleep(0)
        go_on.set()
        found = await asyncio.gather(*tasks)
        schedule.close()
        return found

    assert asyncio.run(talk()) == ["first", "second", "third", "fourth"]
    assert done == ["small", "first", "fourth", "third", "second"]


def test_an_error_comes_to_who_asked() -> None:
    def work() -> None:
        raise KeyError

    async def talk() -> None:
        schedule = Schedule(crashed)
        for size in (0, LARGE):
            with pytest.raises(KeyError):
                await schedule.run(size, work)
        schedule.close()

    asyncio.run(talk())
