"""Many filings: find the inputs, work through them, write what comes of each."""
