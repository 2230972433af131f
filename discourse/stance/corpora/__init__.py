"""One file a labelled data set."""
