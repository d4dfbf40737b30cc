"""The office's own forms: workbooks and documents that are filled in place, and the figures their cells are bound to."""
