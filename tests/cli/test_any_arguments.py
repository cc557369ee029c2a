"""Whatever is typed after `coreflect`, it ends in a sentence and an exit code."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coreflect_tui.cli.main import main

TYPED = "TYPED"
COMMANDS = (
    (TYPED,),
    ("run", TYPED),
    ("resume", TYPED),
    ("display", TYPED),
    ("formats", "show", TYPED),
    ("formats", "check", TYPED),
    ("formats", "new", TYPED),
    ("formats", TYPED),
    ("plan", TYPED),
    ("plan", "ips-co", "--minutes", TYPED),
    ("plan", "ips-co", "--people", TYPED),
    ("quotes", "pick", "--tag", TYPED),
    ("quotes", "add", "--from", TYPED),
    ("quotes", "add", TYPED, "--who", TYPED, "--where", TYPED),
    ("groups", "show", TYPED),
    ("groups", "show", "x", "--since", TYPED),
    ("groups", "new", TYPED),
    ("groups", "new", "Tuesday", TYPED),
    ("groups", "new", "Tuesday", "--format", TYPED),
    ("sessions", "show", TYPED),
    ("sessions", "export", TYPED),
    ("sessions", "forget", TYPED),
    ("sessions", "forget", "--person", TYPED),
    ("attendance", TYPED, "report.csv", "--preview"),
    ("attendance", "last", TYPED, "--preview"),
    ("attendance", "last", "report.csv", "--preview", "--shift", TYPED),
    ("rehearse", TYPED, "--headless"),
    ("rehearse", "ips-co", "--headless", "--people", TYPED),
    ("rehearse", "ips-co", "--headless", "--roster", TYPED),
    ("rehearse", "ips-co", "--headless", "--speed", TYPED),
    ("rehearse", "ips-co", "--headless", "--seed", TYPED),
)
# No system hands a NUL to a program; what is no UTF-8 comes as lone surrogates.
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\0"), max_size=30),
    st.sampled_from(
        ("", " ", "-", "--", "-1", "--help", "--json", "..", "/", "/dev/zero", ".toml", "/dev/null")
    ),
    st.sampled_from(
        ("a" * 300, "x" * 5_000, "9" * 5_000, "1e999", "nan", "1:99", "9999999h", "\udcff.toml")
    ),
    st.sampled_from(
        ("\x1b[31m", "a\nb", "“", "{", "%s", "last", "~", "~nobody", "*", "2026-13-45")
    ),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_any_words_end_in_a_sentence(
    command: Sequence[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    @settings(max_examples=12, suppress_health_check=[HealthCheck.nested_given])
    @given(TEXTS)
    def check(typed: str) -> None:
        code = main([typed if one == TYPED else one for one in command])
        said = capsys.readouterr()
        assert code in (0, 1, 2)
        assert said.err or not code
        assert "Traceback" not in said.err
        for line in (*said.out.splitlines(), *said.err.splitlines()):
            assert "\x1b" not in line

    check()
