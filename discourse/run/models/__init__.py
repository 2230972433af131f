"""Models trained, measured, compared and kept."""
