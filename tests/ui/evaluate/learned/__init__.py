"""Tests of the page Learned."""
