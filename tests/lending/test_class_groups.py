"""Classes as a small centre counts them, worked out from the CLC class of a title."""

import pytest

from centre_app.lending import class_groups
from centre_app.lending.class_groups import Scheme


@pytest.mark.parametrize(
    ("clc_class", "rural", "workers"),
    [
        ("I247.5", "文化类", "文学艺术类"),
        ("I287.45", "少儿类", "文学艺术类"),
        ("I712.84", "少儿类", "文学艺术类"),
        ("I712.45", "文化类", "文学艺术类"),
        ("d920.5", "政经类", "政治法律类"),
        ("F279", "政经类", "经济管理类"),
        ("TS972.1", "生活类", "生活健康类"),
        ("TP311", "科技类", "科技类"),
        ("Z228", "综合类", "综合类"),
        ("", "未分类", "未分类"),
        ("小说", "未分类", "未分类"),
    ],
)
def test_a_class_belongs_to_one_of_the_six(clc_class: str, rural: str, workers: str) -> None:
    schemes: tuple[Scheme, Scheme] = ("rural", "workers")
    found = [class_groups.group_name(class_groups.group_of(clc_class, one), one) for one in schemes]
    assert found == [rural, workers]


@pytest.mark.parametrize(("scheme", "count"), [("clc", 22), ("rural", 6), ("workers", 6)])
def test_the_stretches_of_a_scheme_cover_every_class_once_and_agree_with_the_group(
    scheme: Scheme, count: int
) -> None:
    groups = class_groups.groups(scheme)
    assert len(groups) == count
    for code in (
        "A1",
        "B84-4",
        "D920",
        "G61",
        "G89",
        "I18",
        "I287",
        "I561.8",
        "I561.84",
        "J2",
        "K91",
        "TS97",
        "TS",
        "Z228.1",
    ):
        holding = [
            group.key
            for group in groups
            if any(start <= code < end for start, end in class_groups.ranges(group.key, scheme))
        ]
        assert holding == [class_groups.group_of(code, scheme)], code
