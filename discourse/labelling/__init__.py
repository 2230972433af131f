"""New labels by hand: what to label, the keys pressed, and how far annotators agree; pure."""
