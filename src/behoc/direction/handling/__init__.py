"""The leader's word on a paper, and what came of it inside the body.

Owns: submissions to leaders, instructions with their parts, answers to them, delegations.
Does not own: the paper (documents), tasks of bodies (assignments), registers, drafts of answers.
"""
