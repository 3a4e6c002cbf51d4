"""`Quotations`: what people said, in their own words, under what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from peerwork.pages.look import in_notebook


@dataclass(frozen=True)
class Quotation:
    """One passage, and who said it as far as the audience may know."""

    text: str
    who: str = ""

    def html(self) -> Markup:
        """The passage in quotation marks, every character of data escaped."""
        who = Markup(" <cite>{}</cite>").format(self.who) if self.who else Markup("")
        return Markup("<dd><q>{}</q>{}</dd>").format(self.text, who)


@dataclass(frozen=True)
class Quotations:
    """Passages under the factor, theme or group that they belong to, in order."""

    caption: str
    about: tuple[tuple[str, tuple[Quotation, ...]], ...]

    def __str__(self) -> str:
        return self.caption

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.caption, "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """A list: each subject, and under it what was said of it."""
        parts = (
            Markup("<dt><strong>{}</strong></dt>{}").format(label, Markup("").join(said.html() for said in passages))
            for label, passages in self.about
        )
        return Markup('<p>{}</p><dl class="quotations">{}</dl>').format(self.caption, Markup("").join(parts))
