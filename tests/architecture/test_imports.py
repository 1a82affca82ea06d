import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.inventory import PACKAGE, ROOT, app_of, name_of, product_files, tree

MODELS = re.compile(r"^behoc\.(\w+\.\w+)\.models(\.|$)")


def test_every_import_contract_is_kept():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"Import downwards only, by queries or services:\n{done.stdout}"


def _for_types_only(module):
    blocks = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    ]
    return {id(inner) for block in blocks for inner in ast.walk(block)}


def _imported(node):
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_the_tables_of_another_app_are_named_in_annotations_only():
    found = []
    for path in product_files():
        spared = _for_types_only(tree(path))
        for node in ast.walk(tree(path)):
            owners = {match[1] for name in _imported(node) if (match := MODELS.match(name))}
            if id(node) not in spared and owners - {app_of(path)}:
                found.append(f"{name_of(path)}:{node.lineno}")

    assert not found, (
        "Ask the owner's queries or services; an annotation's import goes under "
        f"`if TYPE_CHECKING:`: {found}"
    )


def test_every_package_of_the_product_can_be_imported():
    folders = {path.parent for path in product_files()}
    found = [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()]

    assert not found, f"Add an __init__.py, or the contracts do not see what is inside: {found}"
    assert PACKAGE in folders
