"""What Word's styles say of a piece of text: its font, capitals, hiding and list."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from behoc.engines.reading.extraction.word_numbering import W, as_number

_VALUE: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN: Final = 12


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text is shown, as far as that changes what is read."""

    font: str
    capitals: bool
    hidden: bool


class Styles:
    """The styles of one document, asked for by the walk through its paragraphs."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._document_run: etree._Element | None = None
        self._looks: dict[tuple[str, str], tuple[etree._Element, ...]] = {}
        if root is not None:
            self._read(root)

    def of_paragraph(self, properties: etree._Element | None) -> str:
        """The identifier of a paragraph's style."""
        if properties is None:
            return self._default
        return _value(properties.find(f"{W}pStyle")) or self._default

    def list_of(self, properties: etree._Element | None, style: str) -> tuple[str, int]:
        """The list and depth to which a paragraph belongs; an empty list where to none."""
        holders = [] if properties is None else [properties]
        for element in self._chain(style):
            own = element.find(f"{W}pPr")
            if own is not None:
                holders.append(own)
        number, depth = "", None
        for holder in holders:
            entry = holder.find(f"{W}numPr")
            if entry is None:
                continue
            number = number or _value(entry.find(f"{W}numId"))
            level = entry.find(f"{W}ilvl")
            if depth is None and level is not None:
                depth = as_number(_value(level), 0)
        return number, depth or 0

    def look_of(self, run: etree._Element | None, paragraph_style: str) -> Look:
        """How a run is shown: what it says itself comes before what its styles say."""
        own = _value(run.find(f"{W}rStyle")) if run is not None else ""
        inherited = self._inherited(own, paragraph_style)
        properties = inherited if run is None else (run, *inherited)
        return Look(
            font=_first_font(properties),
            capitals=_first_switch(properties, f"{W}caps"),
            hidden=_first_switch(properties, f"{W}vanish"),
        )

    def _inherited(self, run_style: str, paragraph_style: str) -> tuple[etree._Element, ...]:
        key = (run_style, paragraph_style)
        if key not in self._looks:
            chain = [*self._chain(run_style), *self._chain(paragraph_style)]
            found = [element.find(f"{W}rPr") for element in chain]
            found.append(self._document_run)
            self._looks[key] = tuple(element for element in found if element is not None)
        return self._looks[key]

    def _chain(self, style: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < _LONGEST_CHAIN:
            element = self._styles[style]
            chain.append(element)
            style = _value(element.find(f"{W}basedOn"))
        return chain

    def _read(self, root: etree._Element) -> None:
        self._document_run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for element in root.iterfind(f"{W}style"):
            identifier = element.get(f"{W}styleId", "")
            self._styles[identifier] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") == "1":
                self._default = identifier


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")


def _first_font(properties: tuple[etree._Element, ...]) -> str:
    for holder in properties:
        fonts = holder.find(f"{W}rFonts")
        if fonts is not None:
            name = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            if name:
                return name
    return ""


def _first_switch(properties: tuple[etree._Element, ...], tag: str) -> bool:
    for holder in properties:
        switch = holder.find(tag)
        if switch is not None:
            return switch.get(_VALUE, "1") not in _OFF
    return False
