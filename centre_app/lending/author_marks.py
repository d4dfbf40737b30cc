"""Author marks (著者号), the simple kind: up to three pinyin initials of the first author, to which two digits are added.

余华 is YH, so his titles of one class are I247.5/YH01, I247.5/YH02 …; of a foreign name the initials of its parts are
taken (E·B·怀特: EBH); a book without an author goes by its title. The digits run on in the order the titles came.
"""

import re

from centre_app.storage import tokens

_LETTERS = 3
_COUNTRY = re.compile(r"[(（\[【〔［].*?[)）\]】〕］]")
_FIRST = re.compile(r"[;；,，、/／]")
_DONE = re.compile(r"(?:等|主编|编著|编写|改编|编绘|绘著|著|编|译|绘|文|图|撰|口述)+\s*$")


def letters_of(*, authors: str, name: str) -> str:
    """The letters of the mark: of the first author, otherwise of the title; X where neither has any."""
    for text in (_first_author(authors), name):
        if found := _initials(text):
            return found
    return "X"


def _first_author(authors: str) -> str:
    first = _FIRST.split(_COUNTRY.sub("", authors).strip())[0].strip()
    return _DONE.sub("", first).strip() or first


def _initials(text: str) -> str:
    syllables = tokens.name_sort(text).split("\t")[0].split()
    letters = [syllable[0] for syllable in syllables if "a" <= syllable[0] <= "z"]
    return "".join(letters[:_LETTERS]).upper()
