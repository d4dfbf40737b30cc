"""The reports page: the figures of any period with the rows behind each, charts, exports, closed months, the office's forms."""
