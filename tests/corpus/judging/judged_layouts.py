"""Layouts kept for judging. If you write rules, do not read on."""

from layouts import Layout

JUDGED: tuple[Layout, ...] = ()
