from pathlib import Path

from instrstudio.storage.store import open_store
from instrstudio.storage.style_rules import StoredRule

RULE = StoredRule(name="lead.all", value={"want": "colon"}, origin="own", is_on=True)


def test_a_rule_is_kept_for_its_profile(tmp_path: Path) -> None:
    store = open_store(tmp_path / "p")
    store.style_rules.put("ann", RULE)
    (found,) = store.style_rules.of("ann")
    assert (found.name, found.value, found.origin, found.is_on) == (
        "lead.all",
        {"want": "colon"},
        "own",
        True,
    )
    assert found.at
    assert store.style_rules.of("bob") == []
    store.close()


def test_a_rule_takes_the_place_of_its_like_and_can_go(tmp_path: Path) -> None:
    store = open_store(tmp_path / "p")
    store.style_rules.put("ann", RULE)
    off = StoredRule(name="lead.all", value={"want": "停"}, origin="own", is_on=False)
    store.style_rules.put("ann", off)
    assert [(r.value["want"], r.is_on) for r in store.style_rules.of("ann")] == [
        ("停", False)
    ]
    store.style_rules.put("bob", RULE)
    store.style_rules.remove("ann", "lead.all")
    assert store.style_rules.of("ann") == []
    store.style_rules.clear("bob")
    assert store.style_rules.of("bob") == []
    store.close()
