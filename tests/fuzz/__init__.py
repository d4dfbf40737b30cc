"""Feeding the program what nobody would type: `make fuzz`. Each module here is one way in."""
