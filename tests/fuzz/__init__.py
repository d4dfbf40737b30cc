"""Feeding the program what nobody would type: `make fuzz`. Each module with `cases` is one way in; `__main__.py` names them."""
