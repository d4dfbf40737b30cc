"""Taking lists over from files, on the screen."""
