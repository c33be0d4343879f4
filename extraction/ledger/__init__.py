"""The ledger over filings: where each begins must be where the last one ended."""
