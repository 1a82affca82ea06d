"""Reads of relations: the texts around a document, and which bodies answered it."""

from behoc.direction.relations.queries.responses import Response, list_responses

__all__ = ["Response", "list_responses"]
