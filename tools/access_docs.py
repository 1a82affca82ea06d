"""Write docs/access.md: which role may do what, and how far, from the product's own table."""

import os
from pathlib import Path

from behoc.ground.access.rules import Reach, Role, roles

PAGE = Path(__file__).parents[1] / "docs" / "access.md"
HEAD = """# Vai trò, hành động, phạm vi

Trang này được viết ra từ `data/access/roles.toml` bằng `make access-docs`.
Sản phẩm đọc chính bảng ấy.
Một người giữ nhiều vai trò ở một cơ quan thì quyền cộng lại; ở hai cơ quan thì không.

| Phạm vi | Nghĩa |
|---|---|
"""
REACH_WORDS = {
    Reach.SELF: "của chính mình",
    Reach.OWN: "của cơ quan mình",
    Reach.LINE: "của cơ quan mình và cấp dưới cùng tuyến",
    Reach.PLACE: "của mọi cơ quan ở địa bàn mình và bên dưới",
    Reach.ADDRESSED: "được gửi tới hoặc giao cho cơ quan mình",
}


def page() -> str:
    """The whole page: what each reach means, who may do what, who may give which role."""
    told = list(roles().values())
    parts = [
        HEAD,
        *(f"| `{reach}` | {words} |\n" for reach, words in REACH_WORDS.items()),
        "\n## Ai làm được gì\n\n",
        _row("Hành động", *(role.name for role in told)),
        "|---" * (len(told) + 1) + "|\n",
        *(_action_row(name, words, told) for name, words in sorted(_actions().items())),
        "\n## Ai giao được vai trò nào\n\n| Vai trò | Mã | Giao được |\n|---|---|---|\n",
        *(f"| {role.name} | `{role.code}` | {_granted(role)} |\n" for role in told),
    ]
    return "".join(parts)


def _actions() -> dict[str, str]:
    from behoc.ground.access.queries import deed_sentence  # noqa: PLC0415 (after Django is set up)

    held = {action for role in roles().values() for action in role.actions}
    return {action: deed_sentence(action) for action in held}


def _action_row(name: str, words: str, told: list[Role]) -> str:
    reaches = (" ".join(sorted(role.actions.get(name, ()))) for role in told)
    return _row(f"{words} (`{name}`)", *(each or "–" for each in reaches))


def _granted(role: Role) -> str:
    return ", ".join(each.name for each in roles().values() if each.code in role.grants) or "–"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
