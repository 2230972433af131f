import pytest

from discourse.run.config import AnalysisSettings
from discourse.run.sharding import fingerprints


def test_only_labels_in_eight_bits_depend_on_what_runs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def labelled(precision: str, installed: str) -> str:
        versions = {"onnxruntime": installed}
        monkeypatch.setattr(fingerprints, "_version", lambda name: versions.get(name, "1"))
        fingerprints._versions.cache_clear()
        return fingerprints.labelling(AnalysisSettings.model_validate({"precision": precision}))

    assert labelled("int8", "1.20") != labelled("int8", "1.21")
    assert labelled("fp32", "1.20") == labelled("fp32", "1.21")
    fingerprints._versions.cache_clear()
