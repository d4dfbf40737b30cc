"""The data file: connection, migrations, actions, journal, guards, search, backup. The only place that knows SQLite's dialect."""
