"""Pages that are images: laid upright, cleaned, ruled, and read where ink is."""
