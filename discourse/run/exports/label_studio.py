"""Label Studio: tasks with the model's labels as predictions, and the labelling interface.

A task a comment with own words and target. Votes are left out, so that they cannot sway who
labels.
"""

import json
from collections.abc import Iterator

from discourse.aggregate.judged import JudgedThread
from discourse.labelling.rows import LABELS
from discourse.run.exports._export import Export, Given, Part
from discourse.stance.judgement import Judgement

INTERFACE = """<View>
  <Header value="What is the comment's stance toward this?"/>
  <Text name="target" value="$target"/>
  <Header value="The comment"/>
  <Text name="text" value="$text"/>
  <Choices name="stance" toName="text" choice="single" showInLine="true" required="true">
{choices}
  </Choices>
  <Header value="It answers" size="5"/>
  <Text name="context" value="$context"/>
</View>
"""


def _parts(given: Given) -> list[Part]:
    version = f"{given.model.name} {given.model.digest[:8]}".strip()
    tasks = [task for one in given.judged for task in _tasks(one, version)]
    choices = "\n".join(f'    <Choice value="{label.value}"/>' for label in LABELS)
    return [
        Part("tasks.json", json.dumps(tasks, ensure_ascii=False, indent=1).encode()),
        Part("interface.xml", INTERFACE.format(choices=choices).encode()),
    ]


def _tasks(judged: JudgedThread, version: str) -> Iterator[dict[str, object]]:
    said = {(one.comment_id, one.target): one for one in judged.judgements}
    words = {comment.id: comment.text for comment in judged.thread.comments}
    for target in judged.targets:
        for comment in judged.thread.comments:
            if not comment.text.strip():
                continue  # there is nothing to label
            data = {
                "text": comment.text,
                "target": target.text,
                "context": words[comment.parent] if comment.parent is not None else "",
                "target_name": target.name,
                "article": judged.key,
                "headline": judged.thread.article.title,
                "comment_id": comment.id,
            }
            yield {
                "data": data,
                "predictions": _predictions(said[comment.id, target.text], version),
            }


def _predictions(judgement: Judgement, version: str) -> list[dict[str, object]]:
    if judgement.abstained:
        return []
    result = {
        "from_name": "stance",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": [judgement.label.value]},
    }
    return [{"model_version": version, "score": judgement.confidence, "result": [result]}]


EXPORT = Export("label-studio", _parts)
