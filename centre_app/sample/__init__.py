"""The sample centre: 星耀蓝天邻里中心 with made-up residents and some months of plausible use, ending today.

The same seed and day give the same data. Content (names, titles, zones) lies in `resources/sample`.
"""

from centre_app.sample.fill import fill

__all__ = ["fill"]
