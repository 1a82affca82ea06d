"""XML parsed without entities, document types or network."""

from typing import Final

from lxml import etree

from behoc.engines.reading.extraction.parts import Source

_NO_MEMORY: Final = 2  # libxml2's own number for it


def parse_xml(source: Source, data: bytes) -> etree._Element:
    """The root element; a document type is refused, for no office file needs one."""
    if _declares_types(data):
        raise source.refusal("xml_entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == _NO_MEMORY:  # type: ignore[attr-defined] # unknown to the stubs
            raise MemoryError from error
        raise source.refusal("damaged") from error
    except ValueError as error:
        raise source.refusal("damaged") from error
    return root


def _declares_types(data: bytes) -> bool:
    plain = data.replace(b"\0", b"")  # the same words in UTF-16
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
