"""The table of layers is held for every part, so that a new one cannot be forgotten."""

from tests.packaging.checkout import ROOT, project

#: It may import everything.
FREE = {"cli"}


def test_every_part_is_held() -> None:
    parts = {path.parent.name for path in (ROOT / "retro").glob("*/__init__.py")}
    contracts = project()["tool"]["importlinter"]["contracts"]
    own = {
        contract["source_modules"][0].removeprefix("retro."): contract["forbidden_modules"]
        for contract in contracts
        if len(contract["source_modules"]) == 1
    }
    assert set(own) == parts - FREE
    for part, forbidden in own.items():
        names = {module.removeprefix("retro.") for module in forbidden}
        allowed = contracts_name(contracts, part)
        assert names | allowed == parts - {part}, part
        assert not names & allowed, part


def contracts_name(contracts: list[dict[str, str]], part: str) -> set[str]:
    """The parts that the name of a contract says may be imported."""
    (name,) = (each["name"] for each in contracts if each["name"].startswith(f"{part} imports "))
    if name.endswith("nothing of retro"):
        return set()
    listed = name.partition(" only ")[2].replace(" and ", ", ")
    return set(listed.split(", "))
