"""What the centre hands in: figures with the rows behind them, reports of any period, closed months, the office's own forms. No capability imports this."""
