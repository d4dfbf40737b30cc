"""The kit: what all pages are made of. It knows no page and no rule of the centre."""
