"""`dragoman explain`: the sentence graph of a report, with the rule or the model's head behind each part."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import OutletOption, PublishedOption, ScaleOption
from dragoman.errors import OptionError


def explain(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file or an address with one report.", show_default=False)
    ],
    sentence: Annotated[
        int | None, typer.Option("--sentence", "-s", metavar="N", min=0, help="Only this sentence; they count from 0.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a sentence on standard output.")] = False,
    scale: ScaleOption = "phia",
    outlet: OutletOption = None,
    published: PublishedOption = None,
) -> None:
    """Explain how a report was coded, with what each part comes from."""
    from rich.console import Console

    from dragoman.coder import Coder, one_report
    from dragoman.intake import ReadOptions, read
    from dragoman.present import explanation
    from dragoman.record.json import dumps, encode

    options = ReadOptions(published=published, outlet=outlet)
    coded, graphs = Coder(scale=scale, options=options).explain(one_report(read(source, options), source))
    if sentence is not None and sentence >= len(graphs):
        raise OptionError(f"--sentence {sentence}: {source} has sentences 0 to {len(graphs) - 1}")
    console = Console(highlight=False)
    for graph in graphs if sentence is None else graphs[sentence : sentence + 1]:
        if json:
            print(dumps(encode(graph)), flush=True)
        else:
            console.print(explanation(graph, coded))
