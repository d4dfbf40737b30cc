"""The page of lending: the open person's loans, this session's scans, the catalogue, what is out and overdue."""
