"""The whole centre out and in again: every table as one workbook or a folder of .csv, with a data dictionary."""
