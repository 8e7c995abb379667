"""Tests of the shipped data: form, references and meaning."""
