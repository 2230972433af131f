"""GraphML: the reply network, through networkx."""

from discourse.run.exports import _network
from discourse.run.exports._export import Export, Given, Part


def _parts(given: Given) -> list[Part]:
    _network.require("graphml")
    import networkx as nx

    return _network.written(given, nx.write_graphml)


EXPORT = Export("graphml", _parts)
