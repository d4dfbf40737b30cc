"""The people the centre knows and their visits."""
