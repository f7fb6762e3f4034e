"""What is shipped, what it may do while it runs, and on which versions of its dependencies."""

import ast
import email
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import newsclean
from newsclean.languages import loader

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "newsclean"
DEPENDENCIES = {"regex", "ftfy", "langdetect"}
FORBIDDEN = {
    "asyncio", "ctypes", "dill", "ftplib", "http", "marshal", "pickle", "pip", "requests", "runpy", "shelve", "smtplib",
    "socket", "socketserver", "ssl", "subprocess", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
SYSTEM = {"system", "popen", "fork", "forkpty", "spawnl", "spawnv", "posix_spawn", "execv", "execl", "startfile"}
ALLOWED = {("many.py", "pickle")}
"""`clean_many` sends a pipeline that it made itself to worker processes that it started itself."""


def sources() -> list[Path]:
    """The package's modules, doctests and all."""
    return sorted(PACKAGE.rglob("*.py"))


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a node imports, with their parents; those that are imported by name as well."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module:
        names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    elif isinstance(node, ast.Call) and called(node) == "import_module":
        names = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:number]) for number in range(1, len(parts) + 1))


def called(node: ast.Call) -> str:
    """The name of what is called: of `os.system(…)` "system"."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def breaches(path: Path) -> Iterator[tuple[str, str]]:
    """(module, what it uses that it must not)."""
    name = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        yield from ((name, module) for module in imported(node) if module in FORBIDDEN)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield name, node.func.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            yield from ((name, f"os.{node.attr}") for _ in range(node.attr in SYSTEM))


def test_no_network_subprocess_pickle_or_eval_in_the_source() -> None:
    assert {breach for path in sources() for breach in breaches(path)} == ALLOWED


def test_the_scan_sees_what_it_looks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    bad = tmp_path / "bad.py"
    bad.write_text("import os\nfrom urllib import request\nos.system('x')\neval('1')\n", "utf-8")
    assert {what for _, what in breaches(bad)} == {"urllib.request", "os.system", "eval"}


def test_only_the_three_dependencies_are_imported_at_the_top() -> None:
    """An optional extra is imported where it is used, or by a plug-in of the tool that it belongs to."""
    allowed = {*sys.stdlib_module_names, *DEPENDENCIES, "newsclean"}
    optional = {"pytest_plugin.py": {"pytest"}, "integrations/scrapy.py": {"scrapy"}}
    optional |= {f"integrations/{name}.py": {"datatrove"} for name in ("datatrove", "datatrove_sites")}
    for path in sources():
        name = path.relative_to(PACKAGE).as_posix()
        if name.startswith("labeller/training/"):
            continue
        body = ast.parse(path.read_text("utf-8")).body
        roots = {module.partition(".")[0] for node in body for module in imported(node)}
        assert roots <= allowed | optional.get(name, set()), name


AUDITED = """
import sys
from pathlib import Path

texts = [Path(path).read_text("utf-8") for path in sys.argv[1:]]
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.",
             "ctypes.", "urllib.", "http.", "ftplib.", "smtplib.", "marshal.dump", "pickle.find_class", "os.remove",
             "os.rename", "os.mkdir", "shutil.", "tempfile.", "webbrowser.")
seen = []

def hook(event, arguments):
    if event.startswith(FORBIDDEN):
        seen.append((event, str(arguments)[:200]))
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        if not str(arguments[0]).endswith(".pyc") and "__pycache__" not in str(arguments[0]):
            seen.append((event, str(arguments)[:200]))

sys.addaudithook(hook)
import newsclean

for text in texts:
    article = newsclean.clean(text, url="https://example.org/2024/05/12/mill")
    article.explain(), article.to_json(marks=True), article.to_html()
print(seen)
import subprocess
subprocess.run([sys.executable, "-c", ""])
print(bool(seen))
"""


def test_nothing_of_it_happens_while_it_cleans() -> None:
    """An audit hook sees no socket, no process, no unpickling, no file written; and that it sees a process."""
    pages = [str(min((ROOT / "fixtures" / "cases" / code).glob("*/input.txt"))) for code in ("en", "ru", "zh")]
    done = subprocess.run(
        [sys.executable, "-B", "-c", AUDITED, *pages], capture_output=True, text=True, check=True, timeout=120, cwd=ROOT
    )
    assert done.stdout.split("\n")[:2] == ["[]", "True"]


def test_every_bound_has_its_reason() -> None:
    """A comment stands at the end of the line, or above it, of each bound in pyproject.toml."""
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    data = tomllib.loads("\n".join(lines))
    assert {requirement.partition(">=")[0] for requirement in data["project"]["dependencies"]} == DEPENDENCIES
    for requirement in data["project"]["dependencies"]:
        line = next(line for line in lines if f'"{requirement}"' in line)
        assert "#" in line, f"say why {requirement} is the lowest version"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    if find_spec("build") is None or find_spec("hatchling") is None:
        pytest.skip("pip install build hatchling: they make the wheel")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


def wheel(folder: Path) -> Path:
    """The wheel in a folder."""
    (found,) = folder.glob("*.whl")
    return found


def test_what_the_wheel_holds(built: Path) -> None:
    with zipfile.ZipFile(wheel(built)) as archive:
        names = set(archive.namelist())
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        told = email.message_from_bytes(archive.read(metadata))
    roots = {name.partition("/")[0] for name in names}
    assert roots == {"newsclean", metadata.partition("/")[0]}
    assert told["Version"] == newsclean.__version__
    required = {text for text in told.get_all("Requires-Dist", []) if "extra ==" not in text}
    assert {text.partition(">")[0] for text in required} == DEPENDENCIES
    assert {f"newsclean/{name}" for name in ("py.typed", "labeller/model.json", "display/document.html")} <= names
    assert {f"newsclean/languages/{code}/" for code in loader.languages()} <= {f"{os.path.dirname(n)}/" for n in names}
    here = {path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    assert {name for name in names if name.startswith("newsclean/")} == {n for n in here if "__pycache__" not in n}


def test_what_the_sdist_holds(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"} <= names
    assert {"newsclean/py.typed", "newsclean/labeller/model.json", "tests/test_supply.py", "docs/growth.md"} <= names
    assert not [name for name in names if name.startswith((".ci/", ".git/"))]


def test_the_metadata_can_be_shown(built: Path) -> None:
    if find_spec("twine") is None:
        pytest.skip("pip install twine: it checks the metadata")
    files = sorted(map(str, built.iterdir()))
    done = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *files],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout


INSTALLED = """
import sys
from pathlib import Path
import newsclean
from newsclean.testing import check, read_case
assert Path(newsclean.__file__).is_relative_to(sys.argv[1]), newsclean.__file__
for path in sys.argv[2:]:
    check(read_case(Path(path)))
    print("passed")
"""


def test_the_wheel_works_where_nothing_else_of_the_project_is(built: Path, tmp_path: Path) -> None:
    """It is unpacked into an empty folder, where an installer would put it, and cleans cases of several languages."""
    with zipfile.ZipFile(wheel(built)) as archive:
        archive.extractall(tmp_path)
    cases = [str(min((ROOT / "fixtures" / "cases" / code).glob("*/input.txt"))) for code in ("de", "en", "ja")]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", INSTALLED, str(tmp_path), *cases],
        capture_output=True, text=True, check=False, timeout=120, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "passed\n" * 3
