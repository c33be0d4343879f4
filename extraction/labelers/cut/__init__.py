"""Mis-cut text: lines that a wrong grid of columns cut, mixed and joined."""
