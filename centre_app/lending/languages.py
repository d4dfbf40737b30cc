"""Languages of books: the codes of library records (ISO 639-2) and what people call them."""

from centre_app.i18n import N_, _

NOT_SAID = "und"
LABELS = {
    "chi": N_("Chinese"),
    "eng": N_("English"),
    "jpn": N_("Japanese"),
    "kor": N_("Korean"),
    "fre": N_("French"),
    "ger": N_("German"),
    "rus": N_("Russian"),
    "spa": N_("Spanish"),
    "tib": N_("Tibetan"),
    "uig": N_("Uyghur"),
    "mon": N_("Mongolian"),
    "kaz": N_("Kazakh"),
}
_CALLED = {
    "中文": "chi",
    "汉语": "chi",
    "汉文": "chi",
    "中": "chi",
    "英语": "eng",
    "英文": "eng",
    "英": "eng",
    "日语": "jpn",
    "日文": "jpn",
    "韩语": "kor",
    "韩文": "kor",
    "法语": "fre",
    "法文": "fre",
    "德语": "ger",
    "德文": "ger",
    "俄语": "rus",
    "俄文": "rus",
    "西班牙语": "spa",
    "藏语": "tib",
    "藏文": "tib",
    "维吾尔语": "uig",
    "维吾尔文": "uig",
    "蒙古语": "mon",
    "蒙古文": "mon",
    "哈萨克语": "kaz",
    "哈萨克文": "kaz",
    "zho": "chi",
    "fra": "fre",
    "deu": "ger",
    "bod": "tib",
}


def code_of(text: str) -> str:
    """What is stored: the code of a language known by this name, otherwise the words as they are; "" for not said."""
    words = " ".join(text.split())
    known = words.casefold()
    if known == NOT_SAID:
        return ""
    if known in LABELS:
        return known
    called = {_(label).casefold(): code for code, label in LABELS.items()}
    called |= {label.casefold(): code for code, label in LABELS.items()} | _CALLED
    return called.get(known, words)


def shown(stored: str) -> str:
    """A stored language as it is read."""
    return _(LABELS[stored]) if stored in LABELS else stored


def suggest(text: str) -> list[str]:
    """Names of languages that hold the text."""
    typed = text.strip().casefold()
    return [name for name in map(_, LABELS.values()) if typed in name.casefold()]
