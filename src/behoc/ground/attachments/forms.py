"""Fields for sending files, used by the forms of other apps."""

from typing import Any

from django import forms


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, each checked like one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that came; the sentence that none did, where one is required."""
        files = data if isinstance(data, list | tuple) else [data]
        clean = super().clean
        return [clean(each, initial) for each in files]
