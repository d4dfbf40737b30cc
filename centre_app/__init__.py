"""What the centre knows and does. Imports no Qt."""
