"""Figures: indicators, targets, reports."""
