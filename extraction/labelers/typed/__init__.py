"""Filings typed for EDGAR before there were others: the box and signatures by their captions."""
