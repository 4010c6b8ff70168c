"""What is counted before anybody is known, with a clock that the test turns."""

from dataclasses import replace

from retro.doors.ssh.limits import Attempts, Limits, Turnstile


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_hundred_people_behind_one_address_come_in_at_once() -> None:
    turnstile = Turnstile(Limits(), Clock())
    assert all(turnstile.enter("192.0.2.1") for _ in range(100))


def test_a_flood_from_one_address_is_cut_and_leaves_room_for_others() -> None:
    clock = Clock()
    limits = Limits(strangers=20, strangers_per_address=15, burst=10, per_second=2.0)
    turnstile = Turnstile(limits, clock)
    assert sum(turnstile.enter("192.0.2.1") for _ in range(500)) == 10
    assert turnstile.turned_away == 490
    clock.now += 1
    assert sum(turnstile.enter("192.0.2.1") for _ in range(500)) == 2
    clock.now += 3600
    assert sum(turnstile.enter("192.0.2.1") for _ in range(500)) == 3
    assert sum(turnstile.enter("192.0.2.2") for _ in range(500)) == 5
    assert not turnstile.enter("192.0.2.3")
    turnstile.leave("192.0.2.1")
    assert turnstile.enter("192.0.2.3")
    assert turnstile.strangers == 20


def test_whoever_left_is_forgotten() -> None:
    turnstile = Turnstile(Limits(), Clock())
    for number in range(10_000):
        assert turnstile.enter(f"2001:db8::{number:x}")
        turnstile.leave(f"2001:db8::{number:x}")
    assert turnstile.strangers == 0
    assert len(turnstile._allowance) <= 4096


def test_wrong_codes_of_one_address_make_it_wait_and_no_other() -> None:
    clock = Clock()
    attempts = Attempts(Limits(), clock)
    for number in range(1, 11):
        assert attempts.may_try("192.0.2.1")
        assert attempts.failed("192.0.2.1") == (number == 10)
    assert not attempts.may_try("192.0.2.1")
    assert attempts.may_try("192.0.2.2")
    clock.now += 60
    assert attempts.may_try("192.0.2.1")
    assert not attempts._counts


def test_wrong_codes_from_everywhere_make_everybody_wait() -> None:
    clock = Clock()
    limits = Limits()
    attempts = Attempts(limits, clock)
    tripped = [attempts.failed(f"192.0.2.{number}") for number in range(limits.failures)]
    assert tripped == [False] * (limits.failures - 1) + [True]
    assert not attempts.may_try("198.51.100.1")
    clock.now += limits.cool_down - 0.1
    assert not attempts.may_try("198.51.100.1")
    clock.now += 0.2
    assert attempts.may_try("198.51.100.1")


def test_guessing_a_code_takes_longer_than_any_session() -> None:
    """60 tries, then a pause: no more than 40 a minute in the long run, for 2^40 codes."""
    clock = Clock()
    limits = replace(Limits(), failures_per_address=10**9)
    attempts = Attempts(limits, clock)
    tried = 0
    for _ in range(36_000):
        clock.now += 0.1
        if attempts.may_try("192.0.2.1"):
            tried += 1
            attempts.failed("192.0.2.1")
    hour = 3600 / (limits.cool_down + limits.failures * 0.1) * limits.failures
    assert tried <= hour + limits.failures
    years = 2**40 / 2 / tried / 24 / 365
    assert years > 1000
