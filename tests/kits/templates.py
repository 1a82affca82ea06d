"""Templates never ask the database: what a page shows was fetched before it is rendered.

Holds for every test of the suite. The queries are noted and reported when the template ends, since
`{% if %}` swallows errors raised inside it.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.template import Template


class QueryInTemplateError(AssertionError):
    """A template asked the database. The message names it and the fix."""


@pytest.fixture(scope="session", autouse=True)
def queries_stay_out_of_templates(django_test_environment: None) -> Iterator[None]:
    """Render every template with the database watched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _watched(Template._render))
        yield


def _watched(render: Callable[..., Any]) -> Callable[..., Any]:
    def watched(self: Template, context: Any) -> Any:
        asked: list[str] = []

        def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            rendered = render(self, context)
        if asked:
            raise QueryInTemplateError(
                f"{self.name or 'A template'} asked the database {len(asked)} times while it was "
                f"rendered. Fetch it in the query that the view calls (list(…), select_related, "
                f"prefetch_related, annotate). First: {asked[0][:200]}"
            )
        return rendered

    return watched
