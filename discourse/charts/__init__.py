"""One file a chart: a summary in, a Figure and the numbers drawn out."""
