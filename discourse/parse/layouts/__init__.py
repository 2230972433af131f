"""One file a layout; each offers one Layout as LAYOUT."""
