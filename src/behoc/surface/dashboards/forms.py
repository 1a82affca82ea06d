"""What people send from boards."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 1000


class RemindForm(forms.Form):
    """A word that goes with a reminder."""

    text = forms.CharField(
        label=_("Lời nhắn kèm theo"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
