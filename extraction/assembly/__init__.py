"""From labelled rows, cells and tokens to a draft."""
