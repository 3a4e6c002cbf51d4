"""The research team's own way in: choose in JupyterLab, see, and take the line of code that shows the same.

Interactive, and so never for any audience but the team: widgets carry their data with them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import matplotlib.pyplot as plt
import seaborn
from IPython.display import HTML, display
from matplotlib.axes import Axes

import peerwork as pw
from peerwork.api.changed_study import change_study
from peerwork.api.results import Results
from peerwork.api.searchable import Searchable, offline_script
from peerwork.api.studies import as_study
from peerwork.api.views import VIEWS, Choice, View, line_of
from peerwork.plot.svg import drawn, inline_svg
from peerwork.scoring.found import Found
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study

THRESHOLDS = {"in_place_share": 0.01, "pattern_share": 0.01, "generic_share": 0.01, "min_answers": 1}  # name: step
PAPER = "background:#fff;color:#0b0c0c;font:13px system-ui,sans-serif"  # charts are drawn for it, in a dark theme too
MOVED = ("conditions", "patterns", "replication", "replication_by", "replication_by_value")  # what a threshold moves
MOST_ANSWERS = 8  # the highest number of answers that the slider asks for


class Explorer:
    """A study to look into: linked choices of site, group, domain, factor and thresholds, and a view of what is chosen.

    Each view shows the one line of code that makes it; copied into another notebook, it shows the same there. For the
    research team only.

    >>> import peerwork as pw
    >>> explorer = pw.Explorer("data/example")
    >>> explorer.choose(view="Answers", site="S03", group="manager")
    >>> print(explorer.line)
    import peerwork as pw; results = pw.score('data/example'); results.browse(site='S03', group='manager')
    """

    def __init__(self, study: Study | str | Path) -> None:
        self.study = as_study(study)
        named = self.study.folder if isinstance(study, Study) else Path(study)
        self.named = named.as_posix() if named else self.study.name
        self.results = pw.score(self.study)
        self._by_rules: dict[tuple, Results] = {}
        self._listening, self._on_screen = True, False
        for widget in (*self._pickers.values(), *self._sliders.values(), self._view):
            widget.observe(self._changed, names="value")
        self._link()

    def __repr__(self) -> str:
        return f"Explorer({self.study.in_brief})"

    def _ipython_display_(self) -> None:
        display(HTML(offline_script()))
        display(self.panel)
        self._on_screen = True
        self._show()

    @cached_property
    def panel(self) -> widgets.Widget:
        """All of it: choices, thresholds, the view, and its line of code."""
        choices = widgets.HBox(list(self._pickers.values()), layout={"flex_flow": "row wrap"})
        thresholds = widgets.HBox(list(self._sliders.values()), layout={"flex_flow": "row wrap"})
        return widgets.VBox([choices, thresholds, self._view, self._output, self._line])

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        rules = {name: slider.value for name, slider in self._sliders.items() if slider.value != self._own(name)}
        return Choice(**{name: picker.value for name, picker in self._pickers.items()}, rules=rules)

    @property
    def view(self) -> View:
        """The view that is shown."""
        return next(view for view in VIEWS if view.title == self._view.value)

    @property
    def line(self) -> str:
        """The line of code that shows what is shown."""
        return line_of(self.view.code(self.choice), self.named, self.choice)

    def choose(self, *, view: str = "", **chosen: Any) -> None:
        """Choose by code what the panel lets one choose: a view by its title, `site=`, `in_place_share=` and so on."""
        if view:
            self._view.value = view
        for name, value in chosen.items():
            (self._pickers | self._sliders)[name].value = value

    def shown(self) -> Any:
        """What the view shows: a table to search, a chart, a frame, or what is to be chosen first."""
        missing = self.view.missing(self.choice)
        if missing:
            return missing
        known = {"pw": pw, "seaborn": seaborn, "study": self.study, "results": self._scored()}
        return eval(
            self.view.code(self.choice), known
        )  # the very line that is shown, of a study that is scored already

    def drawn(self, shown: Any) -> Any:
        """What the browser is sent of it: a chart as SVG, a twentieth of its PNG and drawn in half the time."""
        if isinstance(shown, Searchable):
            return HTML(shown.table())
        figure = shown.get_figure(root=True) if isinstance(shown, Axes) else None
        if figure is None:
            return shown
        plt.close(figure)
        if not self.view.code(self.choice).startswith("pw.plot."):
            return figure
        return HTML(f'<div style="{PAPER}">{inline_svg(drawn(figure), alt=self.view.title)}</div>')

    @cached_property
    def _pickers(self) -> dict[str, widgets.Dropdown]:
        names = {"site": "Site", "group": "Group", "domain": "Domain", "factor": "Factor", "without": "Without"}
        return {
            name: widgets.Dropdown(options=[("(nobody)" if name == "without" else "(all)", "")], description=text)
            for name, text in names.items()
        }

    @cached_property
    def _sliders(self) -> dict[str, widgets.Widget]:
        return {name: self._slider(name, step) for name, step in THRESHOLDS.items()}

    def _slider(self, name: str, step: float) -> widgets.Widget:
        shared = {"value": self._own(name), "description": name, "continuous_update": False}
        shared["style"] = {"description_width": "initial"}
        if isinstance(step, int):
            return widgets.IntSlider(min=1, max=MOST_ANSWERS, step=step, **shared)
        return widgets.FloatSlider(min=0.51, max=1.0, step=step, readout_format=".2f", **shared)

    def _own(self, name: str) -> float:
        value = getattr(self.study.rules, name)
        return round(value, 2) if isinstance(value, float) else value

    @cached_property
    def _view(self) -> widgets.ToggleButtons:
        return widgets.ToggleButtons(options=[view.title for view in VIEWS], style={"button_width": "auto"})

    @cached_property
    def _output(self) -> widgets.Output:
        return widgets.Output()

    @cached_property
    def _line(self) -> widgets.Textarea:
        return widgets.Textarea(description="As code", rows=3, layout={"width": "95%"})

    def _link(self) -> None:
        """Offer what goes together: groups and people of the site, factors of the domain."""
        study, pick = self.study, self._pickers
        people = study.participants if study.has("participants") else study.sites.assign(group="", participant="")
        people = people[people["site"] == pick["site"].value] if pick["site"].value else people
        groups = {label: name for name, label in study.framework.stakeholder_groups.items()}
        of_group = people[people["group"] == pick["group"].value] if pick["group"].value else people
        factors = [f for f in study.factors if pick["domain"].value in ("", study.framework.domain_of[f.id].id)]
        self._offer("site", {site: site for site in sorted(study.frames["sites"]["site"])})
        self._offer("group", {label: name for label, name in groups.items() if name in set(people["group"])})
        self._offer("domain", {domain.label: domain.id for domain in study.framework.domains})
        self._offer("factor", {factor.label: factor.id for factor in factors})
        self._offer("without", {name: name for name in sorted(of_group["participant"])})

    def _offer(self, name: str, options: dict[str, str]) -> None:
        """The options of a choice, all of them first; what was chosen stays where it is still offered."""
        picker = self._pickers[name]
        offered = (picker.options[0], *options.items())
        if offered != tuple(picker.options):
            before = picker.value
            picker.options = offered
            picker.value = before if before in options.values() else ""

    def _changed(self, _: object) -> None:
        if not self._listening:
            return
        self._listening = False
        try:
            self._link()
        finally:
            self._listening = True
        if self._on_screen:
            self._show()

    def _show(self) -> None:
        self._line.value = self.line
        shown = self.shown()
        with self._output:
            self._output.clear_output(wait=True)
            display(self.drawn(shown))

    def _scored(self) -> Results:
        """The results by the thresholds that are set: of others than the study's own, those that they decide."""
        rules = self.choice.rules
        if not rules:
            return self.results
        key = tuple(sorted(rules.items()))
        if key not in self._by_rules:
            changed = change_study(self.study, rules=rules)
            found = Found(changed)
            moved = {name: found[name] for name in MOVED if found.get(name) is not None}
            self._by_rules = {key: Results(changed, Tables({**self.results.tables.frames, **moved}))}
        return self._by_rules[key]
