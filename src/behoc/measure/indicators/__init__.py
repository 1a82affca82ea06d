"""Indicators: what is counted, against which target, and how figures add up through the trees.

Owns: definitions of indicators, their targets, the figures of bodies, and the sums above them.
Does not own: the reports in which figures are sent and approved (reporting).
"""
