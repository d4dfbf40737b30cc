"""What a centre must survive: kills at any moment, cut-off writes, many programs at once. `make torture` runs it at length."""
