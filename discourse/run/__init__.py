"""Everything that touches files: settings, inputs, stages, run directories."""
