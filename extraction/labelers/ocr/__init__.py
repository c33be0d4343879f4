"""Lines that an OCR engine printed: their order, titles, marks and numbers."""
