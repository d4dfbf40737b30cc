"""The desk itself: what a scan means and what is to be done, across people, lending and rooms."""
