import ast

from tests.architecture.inventory import app_of, name_of, product_files, tree

PLAIN = {0, 1, 100}  # nothing, one, per cent


def _is_rules(path):
    return app_of(path) is not None and "rules" in (*path.parent.parts, path.stem)


def _explained(statement, lines):
    """A constant of a module says why it is so: beside it or on the line above."""
    above = lines[statement.lineno - 2].strip() if statement.lineno > 1 else ""
    own = lines[statement.lineno - 1 : statement.end_lineno]
    return above.startswith("#") or any("#" in line for line in own)


def _harmless(module):
    """Numbers that pick a part of a text or a list, or that a function is given as they are."""
    slices = [node.slice for node in ast.walk(module) if isinstance(node, ast.Subscript)]
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    handed = [
        part for call in calls for part in (*call.args, *(key.value for key in call.keywords))
    ]
    return {id(inner) for part in slices for inner in ast.walk(part)} | {
        id(part) for part in handed
    }


def _bare_numbers(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    spared = _harmless(tree(path))
    for statement in tree(path).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and _explained(statement, lines):
            continue
        for node in ast.walk(statement):
            if (
                isinstance(node, ast.Constant)
                and type(node.value) in {int, float}
                and node.value not in PLAIN
                and id(node) not in spared
            ):
                yield f"{name_of(path)}:{node.lineno}: {node.value}"


def test_rules_hold_no_bare_number():
    found = [text for path in product_files() if _is_rules(path) for text in _bare_numbers(path)]

    assert not found, (
        "A threshold, weight or period of a regulation is data: put it under data/regulations/, "
        "dated and cited, and pass it in. A limit of files or machines becomes a constant of the "
        "module with a comment that says why: " + "; ".join(found)
    )
