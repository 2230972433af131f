"""One file an engine: where the stages of a run are carried out."""
