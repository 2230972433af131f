"""One file a format in which a run is handed on; each offers EXPORT."""
