"""The settings page and its sections: the place, the clerks, the rules, this computer, the records, help and practice."""
