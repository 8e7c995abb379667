"""The files of deploy/ start what exists, with settings that exist, and shut in what they start."""

import configparser
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rihai import settings
from tests.house import source

DEPLOY = source.ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment]  # keys keep their capitals
    parser.read(path)
    return parser


def commands(path: Path) -> list[list[str]]:
    lines = re.findall(r"^Exec\w+=(.+)$", path.read_text(), re.M)
    return [shlex.split(line) for line in lines]


def test_the_example_of_settings_names_settings_that_exist() -> None:
    known = {variable.name for variable in settings.env.variables}

    named = set(re.findall(r"^#?(RIHAI_\w+)=", (DEPLOY / "rihai.env.example").read_text(), re.M))

    assert named
    assert named <= known


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_calls_commands_and_options_that_exist(path: Path) -> None:
    for words in commands(path):
        assert words[:3] == ["/opt/rihai/.venv/bin/python", "-m", "rihai.cli"]
        command = [word for word in words[3:] if not word.startswith("-") and not re.match(r"[\d.]+$", word)]

        answer = subprocess.run(
            [sys.executable, "-m", "rihai.cli", *command, "--help"], capture_output=True, text=True, cwd=source.ROOT
        )

        assert answer.returncode == 0, f"{path.name}: {' '.join(words)}: {answer.stderr}"
        assert all(option in answer.stdout for option in words if option.startswith("--"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_leaves_no_core_file_and_writes_only_its_own_folder(path: Path) -> None:
    service = unit(path)["Service"]

    assert service["LimitCORE"] == "0", "a core file would hold keys and names"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == "/var/lib/rihai"
    assert service["User"] == "rihai"
    assert service["NoNewPrivileges"] == "true"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_lets_no_process_read_the_memory_of_another(path: Path) -> None:
    refused = [set(line.split()) for line in re.findall(r"^SystemCallFilter=~(.+)$", path.read_text(), re.M)]

    assert {"process_vm_readv", "process_vm_writev", "ptrace"} in refused


def test_the_proxies_keep_no_copy_and_say_who_asked() -> None:
    nginx, caddy = ((DEPLOY / "proxy" / name).read_text() for name in ("nginx.conf", "Caddyfile"))

    assert "proxy_request_buffering off" in nginx
    assert "proxy_buffering off" in nginx
    for text in (nginx, caddy):
        assert "X-Forwarded-For" in text
        assert "X-Forwarded-Proto https" in text
    assert "access_log off" in nginx
    assert "output discard" in caddy


def test_a_matcher_that_ended_is_started_again_however_it_ended() -> None:
    assert unit(DEPLOY / "systemd" / "rihai-matcher.service")["Service"]["Restart"] == "always"
