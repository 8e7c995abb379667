"""Tests of rihai.research."""
