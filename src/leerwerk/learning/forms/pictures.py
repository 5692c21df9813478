"""A photo or drawing of a word, as somebody hands it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerwerk.learning.photos import MOST_BYTES, TYPES, NotAPicture, Photo, TooManyPixels, made_anew


class PhotoField(forms.FileField):
    """A JPEG, PNG or WebP; its value is a ``Photo`` that was drawn once more, or None."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            required=required,
            label=_("Photo or drawing"),
            help_text=_(
                "Show a tool, a machine or a sign, and nobody who can be recognised. Only use a picture that you may "
                "share. A JPEG, PNG or WebP file of at most 8 MB."
            ),
            widget=forms.FileInput(attrs={"accept": ",".join(TYPES)}),
        )

    def clean(self, data: Any, initial: Any = None) -> Photo | None:
        """Return the picture, made anew; what cannot be one is refused with what to do."""
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This picture is larger than 8 MB. Choose a smaller one."))
        try:
            return made_anew(file.read())
        except TooManyPixels:
            raise forms.ValidationError(
                _("This picture is too large: at most 40 million pixels. Make it smaller, or choose another one.")
            ) from None
        except NotAPicture:
            raise forms.ValidationError(
                _("We cannot read this as a picture. Choose a JPEG, PNG or WebP file.")
            ) from None


class PictureForm(forms.Form):
    """The picture of a word that is there already."""

    photo = PhotoField()
