"""Writes of relations, by stage: keeping what was read, deciding, joining texts, responding."""

from behoc.direction.relations.services.keeping import keep_relations
from behoc.direction.relations.services.responding import declare_response

__all__ = ["declare_response", "keep_relations"]
