"""The shell: the one window, the way between pages, the scan field, and what happens at start. It alone knows all pages."""
