"""What the centre hands in: periods, indicators, and the workbook of a month. Nothing else imports this."""
