"""What the clerk sees: Qt widgets that call `centre_app`. Knows no tables; rules live in `centre_app`."""
