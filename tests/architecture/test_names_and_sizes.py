import ast

from tests.architecture.inventory import (
    PACKAGE,
    name_of,
    product_files,
    python_files,
    templates,
    tree,
)

BANNED = {"utils", "common", "core", "helpers", "misc", "base", "manager", "managers"}
LONGEST_FILE, LONGEST_SETTINGS, LONGEST_TEST, LONGEST_TEMPLATE = 500, 150, 400, 300
LONGEST_FUNCTION, MOST_PARAMETERS, MOST_KERNEL_MODULES = 60, 10, 20
DJANGOS = "src/behoc/config/database/base.py"  # Django looks for a backend under this name


def _length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def _limit(path):
    if "settings" in path.parts:
        return LONGEST_SETTINGS
    return LONGEST_TEST if path.name.startswith("test_") else LONGEST_FILE


def _functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def _parameters(function):
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs]


def test_no_module_has_a_name_that_says_nothing():
    found = [
        name_of(path)
        for path in python_files()
        if name_of(path) != DJANGOS
        and BANNED & {path.stem, *path.relative_to(PACKAGE.parents[1]).parts[:-1]}
    ]

    assert not found, f"Name the module after what it does, not after its being shared: {found}"


def test_no_file_is_too_long():
    found = [f"{name_of(p)}: {_length(p)}" for p in python_files() if _length(p) > _limit(p)]

    assert not found, f"Make it a package of the same name, split by sub-concept: {found}"


def test_no_template_is_too_long():
    found = [name_of(path) for path in templates() if _length(path) > LONGEST_TEMPLATE]

    assert not found, f"Move a part of the page into parts/ and include it: {found}"


def test_no_function_is_too_long():
    found = [
        f"{name_of(path)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path in python_files()
        if "preview" not in path.parts  # made-up rows for looking at pages
        for node in _functions(path)
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert not found, f"Give the steps of the function names of their own, below it: {found}"


def test_no_function_takes_too_many_parameters():
    found = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in product_files()
        for node in _functions(path)
        if len(_parameters(node)) > MOST_PARAMETERS
    ]

    assert not found, f"Group what belongs together in a frozen dataclass: {found}"


def test_the_kernel_stays_small_and_every_module_has_its_charter():
    modules = sorted((PACKAGE / "kernel").glob("[!_]*.py"))
    mute = [path.stem for path in modules if not ast.get_docstring(tree(path))]

    assert len(modules) <= MOST_KERNEL_MODULES, (
        "The kernel holds what three apps need and no domain word; write a decision note first."
    )
    assert not mute, f"Open each kernel module with one sentence that says what it is for: {mute}"
