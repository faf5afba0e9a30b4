"""The swap test as text and JSON."""

from __future__ import annotations

import json
from typing import Any

from framing.reports.validationsheet import say_swap, texts
from framing.reports.wording import say_number
from framing.swapping import Swap, SwapResult

_DIGITS = 6


def swap_text(result: SwapResult) -> str:
    """Return the summary, then each sentence with its lean and that of its exchange."""
    says, axis = texts["swap"], result.axis
    counts = {
        "all": len(result.swaps), "found": len(result.found), "turned": result.turned, "kept": result.kept,
        "lists": result.by_lists_alone, "learned": say_number(result.learned, 3),
    }  # fmt: skip
    learned = "learned" if (axis.learned or axis).calibration else "no_learned"
    summary = [says[name].format(**counts) for name in ("summary", "turned", "lists", learned)]
    lines = [says["title"].format(axis=f"{axis.name} {axis.version}".strip()), *summary, ""]
    return "\n".join([*lines, *map(_line, result.swaps)]) + "\n"


def _line(swap: Swap) -> str:
    text = swap.text
    leans = f"{say_number(swap.lean):>7}  {say_number(swap.exchanged):>7}"
    return f"{leans}  {say_swap(swap)}: {text.actor} / {text.other}\n         {text.template}"


def swap_json(result: SwapResult) -> str:
    """Return the same as JSON."""
    data = {"lexicon": result.axis.name, "version": result.axis.version, "digest": result.axis.digest}
    return json.dumps({**data, **swap_data(result)}, ensure_ascii=False, indent=2) + "\n"


def swap_data(result: SwapResult) -> dict[str, Any]:
    """Return counts and sentences, leans rounded to 6 decimals."""
    return {
        "sentences": len(result.swaps),
        "found": len(result.found),
        "turned": result.turned,
        "kept_size": result.kept,
        "by_lists_alone": result.by_lists_alone,
        "learned_moves": round(result.learned, _DIGITS),
        "swaps": [_swap(swap) for swap in result.swaps],
    }


def _swap(swap: Swap) -> dict[str, Any]:
    leans = ("lean", "exchanged", "lists_merged", "lists_swapped", "learned")
    return {
        "template": swap.text.template,
        "actor": swap.text.actor,
        "other": swap.text.other,
        **{name: round(getattr(swap, name), _DIGITS) for name in leans},
        "turns": swap.turns,
        "keeps_size": swap.keeps_size,
        "by_lists_alone": swap.by_lists_alone,
    }
