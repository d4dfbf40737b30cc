"""Names and phones as lists show them to whoever looks over the clerk's shoulder."""

import re

_MOST_STARS = 3
_NUMBER = re.compile(r"[+\d-]{5,}")


def masked_name(name: str) -> str:
    """王*明, 王*, 阿***提; a name of one character stays."""
    if len(name) < 2:
        return name
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * min(len(name) - 2, _MOST_STARS)}{name[-1]}"


def masked_phone(phone: str) -> str:
    """138****5678; of other numbers only the last digits stay, of short ones none."""
    if len(phone) < 7:
        return "*" * len(phone)
    if len(phone) == 11 and phone[0] == "1":
        return f"{phone[:3]}****{phone[-4:]}"
    return f"****{phone[-3:]}" if len(phone) < 10 else f"{phone[:3]}****{phone[-4:]}"


def masked_contact(words: str) -> str:
    """What was written down to reach somebody, with the names and numbers in it masked."""
    return " ".join(
        masked_phone(word) if _NUMBER.fullmatch(word) else masked_name(word) for word in words.split()
    )
