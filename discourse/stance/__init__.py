"""Stance: questions, judgements, the model that answers, and how it is trained."""
