"""The shape of what an editor sends about a composed report."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from behoc.measure.reporting.rules.bound_text import Source, list_sources
from behoc.measure.reporting.rules.figure_views import FigureView
from behoc.measure.reporting.rules.labels import Labelled, read_labels

LONGEST_KEY = 64


class ComposeForm(forms.Form):
    """A press: by which figures, and the key that makes it once."""

    view = forms.ChoiceField(
        required=False, choices=[(each.value, each.value) for each in FigureView]
    )
    key = forms.CharField(required=False, max_length=LONGEST_KEY)

    @property
    def facts(self) -> dict[str, Any]:
        """What a service takes; what is not legible counts as not said."""
        found = self.cleaned_data if self.is_valid() else {}
        return {
            "view": found.get("view") or FigureView.SENT.value,
            "key": found.get("key") or "",
        }


class SectionForm(forms.Form):
    """A section as it was edited: its words with labels, and the sentences that are ticked."""

    text = forms.CharField(required=False, strip=False)
    base = forms.CharField(required=False, strip=False)
    revision = forms.IntegerField(min_value=0)
    key = forms.CharField(required=False, max_length=LONGEST_KEY)

    def facts(self, code: str, labelled: Labelled) -> dict[str, Any]:
        """What a service takes: what was ticked is in, what was unticked goes."""
        ticked = set(self._sources(code, "pick"))
        offered = set(self._sources(code, "offered"))
        standing = set(list_sources(self.cleaned_data["base"]))
        return {
            "text": read_labels(self.cleaned_data["text"], labelled.legend),
            "dropped": (offered - ticked) & standing,
            "added": ticked - standing,
            "revision": self.cleaned_data["revision"],
            "key": self.cleaned_data["key"],
        }

    def _sources(self, code: str, name: str) -> Iterator[Source]:
        sent = self.data
        for group in sent.getlist(name) if isinstance(sent, QueryDict) else []:
            for each in group.split():
                report, _colon, digest = each.partition(":")
                yield Source(report, code, digest)
