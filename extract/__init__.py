"""PDF to Document: words, ruling lines and logical tables. Knows PDFs, knows no dates or people."""
