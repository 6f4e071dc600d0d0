"""Processes that check: a crash, a hang or an error costs its own task, and no process is left behind."""

from __future__ import annotations

import os
import signal

import pytest
import worker_double as double

from factcheck.batch.workers import Failure, Pool
from factcheck.errors import InputError


def results(pool, tasks):
    return dict(pool.run(tasks))


def test_a_crash_a_hang_and_an_error_fail_their_own_task_only():
    with Pool(double.load, None, size=1, timeout=2.0) as pool:
        assert pool.start().corpus == double.CORPUS
        found = results(pool, ["a", "kill", "b", "hang", "c", "raise", "refuse", "leave", "d"])
    assert [found[task][0] for task in "abcd"] == ["A", "B", "C", "D"]
    assert "SIGKILL" in found["kill"].reason
    assert "memory" in found["kill"].reason
    assert "2 seconds" in found["hang"].reason
    assert "--timeout" in found["hang"].reason
    assert "of no use to anyone" in found["raise"].reason
    assert found["refuse"] == Failure("draft.txt: is empty")
    assert "exit status 3" in found["leave"].reason


def test_work_is_shared_by_processes_that_end_with_the_pool(tmp_path):
    with Pool(double.load, tmp_path, size=2) as pool:
        pool.start()
        met = results(pool, ["meet 1", "meet 2"])  # each waits for the other
        assert len({process for _, process in met.values()}) == 2
        pool.shrink(1)
        [left] = pool._workers
    assert not left.process.is_alive()


def test_a_worker_that_dies_while_idle_costs_nothing():
    with Pool(double.load, None, size=1) as pool:
        pool.start()
        [worker] = pool._workers
        os.kill(worker.process.pid, signal.SIGKILL)
        worker.process.join(10)
        assert results(pool, ["a", "b"]).keys() == {"a", "b"}
        assert all(not isinstance(result, Failure) for result in results(pool, ["a", "b"]).values())


def test_one_of_two_idle_workers_that_dies_keeps_no_task_from_the_other(tmp_path):
    with Pool(double.load, tmp_path, size=2) as pool:
        pool.start()
        results(pool, ["meet 1", "meet 2"])
        first, second = pool._workers
        os.kill(first.process.pid, signal.SIGKILL)
        first.process.join(10)
        assert results(pool, ["a"]) == {"a": ("A", second.process.pid)}


@pytest.mark.parametrize(("load", "said"), [(double.refuse, "evidence/: of no use"), (double.die, "exit status 7")])
def test_workers_that_cannot_load_are_an_error_of_one_line(load, said):
    with Pool(load, None, size=2) as pool, pytest.raises(InputError, match=said) as error:
        pool.start()
    assert "\n" not in str(error.value)


def test_a_worker_that_loads_does_the_work_of_those_that_do_not(tmp_path):
    with Pool(double.once, tmp_path / "taken", size=2) as pool:
        pool.start()
        assert len(results(pool, [f"t{number}" for number in range(200)])) == 200
