"""The walls of the house that the import contracts cannot see."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ROOT / "fulian_desktop"
SCREEN = ROOT / "ui"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

HOUSE_MODULES = sorted([*PRODUCT.rglob("*.py"), *SCREEN.rglob("*.py"), *ROOT.glob("*.py")])
AROUND_THE_HOUSE = [path for yard in ("tests", "tools", "benchmarks") for path in (ROOT / yard).rglob("*.py")]
ALL_MODULES = sorted([*HOUSE_MODULES, *AROUND_THE_HOUSE])
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PUBLIC_METHODS = 400, 50, 20

# Where a library may be used at all, by the folder or file it is used in.
SPREADSHEETS = {"openpyxl", "python_calamine", "xlsxwriter"}
PAGE_ENGINES = {"reportlab", "docx"}
HEAVY = SPREADSHEETS | PAGE_ENGINES | {"PIL", "pypdfium2", "pypinyin", "jinja2", "fontTools"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(nodes: list[ast.AST]) -> set[str]:
    """Return the top-level names of everything imported by these nodes."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def at_start_up(tree: ast.Module) -> list[ast.AST]:
    """Return the nodes that run when a module is imported: none in functions, none for type checkers."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
            continue
        waiting.extend(ast.iter_child_nodes(node))
    return found


@pytest.fixture(params=HOUSE_MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> Path:
    """Return each module of the product and the screen in turn."""
    path: Path = request.param
    return path


def test_the_product_knows_no_screen(module: Path) -> None:
    if module.is_relative_to(PRODUCT):
        assert not imported(list(ast.walk(tree_of(module)))) & {"PySide6", "shiboken6", "ui"}


def test_sql_is_spoken_in_storage_and_stores_only(module: Path) -> None:
    may = module.is_relative_to(PRODUCT / "storage") or module.name.endswith("_store.py")
    assert may or "sqlite3" not in imported(list(ast.walk(tree_of(module))))


def test_page_engines_live_in_documents_and_sheets_in_exchange(module: Path) -> None:
    used = imported(list(ast.walk(tree_of(module))))
    assert module.is_relative_to(PRODUCT / "documents") or not used & PAGE_ENGINES
    assert module.is_relative_to(PRODUCT / "exchange") or not used & SPREADSHEETS


def test_heavy_libraries_are_imported_where_they_are_needed(module: Path) -> None:
    assert not imported(at_start_up(tree_of(module))) & HEAVY


def test_a_module_is_named_after_what_lives_in_it(module: Path) -> None:
    words = set(module.with_suffix("").relative_to(ROOT).parts)
    assert not words & FORBIDDEN_NAMES
    assert not set(module.stem.split("_")) & FORBIDDEN_NAMES


@pytest.mark.parametrize("path", ALL_MODULES, ids=name_of)
def test_nothing_grows_too_large(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert path.is_relative_to(ROOT / "tests") or lines <= LONGEST_MODULE, f"{lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"
        if isinstance(node, ast.ClassDef):
            # What Qt calls back is named by Qt, in camelCase; it is no door of ours. A property is a thing a
            # class has, not a thing it does: the workspace hands out one for every room.
            methods = [
                child.name
                for child in node.body
                if isinstance(child, ast.FunctionDef)
                and child.name.islower()
                and child.name[0] != "_"
                and not any("property" in ast.unparse(mark) for mark in child.decorator_list)
            ]
            assert len(methods) <= MOST_PUBLIC_METHODS, f"{node.name} has {len(methods)} public methods"


@pytest.mark.parametrize("path", ALL_MODULES, ids=name_of)
def test_nothing_is_left_half_done(path: Path) -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    text = path.read_text(encoding="utf-8")
    assert not [word for word in words if re.search(rf"\b{word}\b", text)]


def test_every_room_stands_on_a_floor() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    floors = " ".join(next(contract["layers"] for contract in contracts if contract["id"] == "floors"))
    named = set(re.findall(r"fulian_desktop\.(\w+)", floors))
    rooms = {
        path.stem
        for path in PRODUCT.iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or any(path.rglob("*.py")))
    }
    assert rooms
    assert rooms <= named


def test_every_room_can_be_seen_by_the_import_contracts() -> None:
    folders = {path.parent for path in HOUSE_MODULES} - {ROOT}
    assert not [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()]


# --- Versions --------------------------------------------------------------------------------------------


def constraints() -> dict[str, str]:
    """Return the exact versions, by normalised name."""
    found = {}
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            match = re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9A-Za-z.+!]+)", line)
            assert match, f"not an exact version, or a place to fetch it from: {line}"
            found[normalised(match[1])] = match[2]
    return found


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_asked_for_has_one_exact_version_within_its_pin() -> None:
    from packaging.requirements import Requirement

    project = PROJECT["project"]
    asked = [
        Requirement(text) for text in (*project["dependencies"], *project["optional-dependencies"]["dev"])
    ]
    exact = constraints()
    for requirement in asked:
        assert requirement.url is None
        version = exact[normalised(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} does not allow {version}"


def test_what_is_installed_is_what_the_constraints_say() -> None:
    installed = {
        normalised(distribution.metadata["Name"]): distribution.version
        for distribution in importlib.metadata.distributions()
    }
    differing = {
        name: (version, installed.get(name))
        for name, version in constraints().items()
        if installed.get(name) not in (version, None)
    }
    assert not differing, "run make setup"


def test_the_installed_qt_is_one_that_survives_python_3_11() -> None:
    version = importlib.metadata.version("PySide6-Essentials")
    assert version == "6.8.3", "6.12 drops references to None; see docs/decisions/0001"


def test_the_first_window_does_not_pay_for_papers_and_sheets() -> None:
    code = "import sys, ui.application; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert not set(result.stdout.split()) & HEAVY


def test_the_repository_names_no_place_where_it_was_made() -> None:
    # In two halves, so that this file does not name it either.
    places = (
        "/wo" + "rk/",
        "/ro" + "ot/",
        "/op" + "t/py",
        "/op" + "t/wh",
        "index-" + "url",
        "find-" + "links",
    )
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    if listed.returncode != 0:  # an unpacked archive instead of a checkout
        names = [name_of(path) for path in ALL_MODULES]
    else:
        names = [name for name in listed.stdout.split("\0") if name]
    assert names
    for name in names:
        path = ROOT / name
        if path.is_file():
            content = path.read_bytes()
            found = [place for place in places if place.encode() in content]
            assert not found, f"{name} names {found}"
