"""GEXF: the reply network, through networkx."""

from discourse.run.exports import _network
from discourse.run.exports._export import Export, Given, Part


def _parts(given: Given) -> list[Part]:
    _network.require("gexf")
    import networkx as nx

    return _network.written(given, nx.write_gexf)


EXPORT = Export("gexf", _parts)
