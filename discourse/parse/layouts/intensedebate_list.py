"""IntenseDebate as it is saved before its script ran: WordPress's own list in its place."""

from dataclasses import replace

from discourse.parse.layout import Rank
from discourse.parse.layouts._wordpress import LIST

LAYOUT = replace(
    LIST,
    name="intensedebate_list",
    rank=Rank.SITE,  # goes before WordPress, whose list it shows
    markers=("idc-noscript", "idc-container"),
    evidence="body:not(:has(.idc-c)) #idc-noscript, body:not(:has(.idc-c)) #idc-container",
    cut=f"{LIST.cut}, #idc-container",
)
