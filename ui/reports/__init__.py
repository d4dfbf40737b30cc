"""The reports page: a month's figures, the rows behind each, and the workbook."""
