"""The words: every prompt and every reply is a file with front matter, and a lock holds its text to its version.

A file under this folder is `---`, YAML (`name`, `version`, `language`, `variables`), `---`, and one `## section` after
the other. Variables stand in braces. `python -m prompts` renews the lock after a version was raised. A translation of
`replies/chat` into Spanish is `replies/es/chat`, with the same sections; a language is added by adding files.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

ORIGINAL = "en"
FOLDER = Path(__file__).parent
LOCK = FOLDER / "lock.json"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one that is made of C is ten times as fast; not every build of the package has it."""
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^## (?P<name>[a-z_]+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_VARIABLE = re.compile(r"\{([a-z_]+)\}")


class PromptError(ValueError):
    """A prompt file, or its use, breaks the rules of this folder: a bug of ours."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file: its sections by name, and the variables that these may use."""

    name: str
    version: str
    language: str
    variables: frozenset[str]
    sections: dict[str, str] = field(repr=False)
    hash: str

    def render(self, section: str, **values: object) -> str:
        """A section with its variables filled in; a translation may say it without some. Raises PromptError for a
        missing or an unknown one."""
        if section not in self.sections:
            raise PromptError(f"{self.name} has no section {section}")
        text = self.sections[section]
        needed = set(_VARIABLE.findall(text))
        missing, unknown = sorted(needed - set(values)), sorted(set(values) - needed)
        if missing or (unknown and self.language == ORIGINAL):
            raise PromptError(f"{self.name}, {section}: missing {missing}, unknown {unknown}")
        return _VARIABLE.sub(lambda match: str(values[match[1]]), text)


def parse(text: str, path: Path) -> Prompt:
    """A prompt file read. Raises PromptError where it breaks the rules."""
    match = _FRONT.match(text)
    if match is None:
        raise PromptError(f"{path} does not begin with front matter between two lines of ---")
    front: dict[str, Any] = yaml.load(match["front"], _LOADER)  # noqa: S506 both are safe
    try:
        name, version = str(front["name"]), str(front["version"])
        variables, language = frozenset(front["variables"] or ()), str(front["language"])
    except KeyError as missing:
        raise PromptError(f"{path} does not declare {missing}") from missing
    sections = {found["name"]: found["text"].strip() for found in _SECTION.finditer(match["body"])}
    used = {variable for section in sections.values() for variable in _VARIABLE.findall(section)}
    if used != variables:
        raise PromptError(
            f"{path} declares {sorted(variables - used)} without use, uses {sorted(used - variables)} undeclared"
        )
    return Prompt(name, version, language, variables, sections, blake2b(text.encode(), digest_size=8).hexdigest())


@cache
def library(folder: Path = FOLDER) -> dict[str, Prompt]:
    """All prompts by name. Raises PromptError for a broken file, and for two of one name."""
    found: dict[str, Prompt] = {}
    for path in sorted(folder.rglob("*.md")):
        prompt = parse(path.read_text("utf-8"), path)
        if prompt.name in found:
            raise PromptError(f"two files are named {prompt.name}")
        found[prompt.name] = prompt
    return found


def locked(prompts: dict[str, Prompt]) -> dict[str, dict[str, str]]:
    """What the lock says of these prompts."""
    return {name: {"version": prompt.version, "hash": prompt.hash} for name, prompt in sorted(prompts.items())}


def unlocked_changes(prompts: dict[str, Prompt], lock: dict[str, dict[str, str]]) -> list[str]:
    """The names of the prompts whose text changed while their version did not."""
    return [
        name
        for name, entry in locked(prompts).items()
        if name in lock and lock[name]["version"] == entry["version"] and lock[name]["hash"] != entry["hash"]
    ]


def read_lock(path: Path = LOCK) -> dict[str, dict[str, str]]:
    """The lock as it was last renewed."""
    lock: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return lock


def renew_lock(folder: Path = FOLDER, path: Path = LOCK) -> list[str]:
    """Writes the lock, unless a text changed under its old version: the names of such texts come back."""
    prompts = library(folder)
    changed = unlocked_changes(prompts, read_lock(path))
    if not changed:
        path.write_text(json.dumps(locked(prompts), indent=1) + "\n", "utf-8")
    return changed
