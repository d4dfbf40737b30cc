"""Icons, style, words and print templates that ship with the program; no code lives here."""
