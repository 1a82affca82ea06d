"""Tests of extraction; every file is built here, none is copied from anyone."""
