"""Settings of one project."""

from pathlib import Path

from instrstudio.storage.store import open_store


def test_values_stay(project_folder: Path) -> None:
    store = open_store(project_folder)
    store.settings.put("model", "run-1/best")
    store.settings.put("numbers", [1, 2.5, None])
    store.settings.put("numbers", [1])
    store.settings.put("gone", 1)
    store.settings.put("gone", None)
    store.close()

    again = open_store(project_folder)
    assert again.settings.all() == {"model": "run-1/best", "numbers": [1]}
    assert again.settings.get("model") == "run-1/best"
    assert again.settings.get("gone", "default") == "default"
    again.close()
