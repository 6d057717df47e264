from pathlib import Path

import platformdirs
import pytest

from quiz import paths


@pytest.mark.parametrize("home", ["/home/ada", "/", "/home/ada/", "relative", "", None])
@pytest.mark.parametrize("named", ["/srv/mine", "/srv/mine/", "relative", "", "~/x", None])
def test_the_user_s_folders_are_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, home: str | None, named: str | None
) -> None:
    for name, value in {
        "HOME": home,
        **{f"XDG_{kind}_HOME": named for kind in ("DATA", "CONFIG", "CACHE")},
    }.items():
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    assert Path(paths.data_folder()) == Path(platformdirs.user_data_dir(paths.APP, appauthor=False))
    assert Path(paths.settings_file()).parent == Path(
        platformdirs.user_config_dir(paths.APP, appauthor=False)
    )
    assert Path(paths.bank_cache()).parent == Path(platformdirs.user_cache_dir(paths.APP, appauthor=False))
