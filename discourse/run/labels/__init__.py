"""Labels that people make: picked, keyed in, read, checked and written."""
