#!/usr/bin/env python3
"""Counts the two real event logs with a program that shares nothing with Filo.

For each log: events, cases, events per activity. For the road fines also the transfers to debt
collection ("Send for Credit Collection") made although the fine was paid in full, or although an
appeal was open. Only Python's standard library, one trace in memory at a time.

Definitions:
- Paid in full: the last `totalPaymentAmount` of an event before the transfer is at least the amount
  in force (the last `amount` of "Create Fine" or "Add penalty" before it) plus the `expense` of
  "Send Fine" before it.
- An appeal is open: to a judge from "Appeal to Judge" on (the log holds no outcome); to the
  prefecture from "Insert Date Appeal to Prefecture" until "Receive Result Appeal from Prefecture".
- Events are taken in the order of their time; those of one moment keep the file's order.

Usage: reference.py LOG.xes.gz ... (prints one JSON object per log on one line, with its file name)
"""

import argparse
import datetime
import gzip
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from decimal import Decimal

TRANSFER = "Send for Credit Collection"
ATTRIBUTES = {"string", "date", "int", "float", "boolean", "id"}


def local_name(tag):
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def attributes(element):
    """The direct attributes of a trace or an event: key and value as written."""
    return {
        child.get("key"): child.get("value")
        for child in element
        if local_name(child.tag) in ATTRIBUTES
    }


def traces(path):
    """The events of each trace, in the order of the file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as stream:
        log = None
        for step, element in ElementTree.iterparse(stream, events=("start", "end")):
            if step == "start":
                log = element if log is None else log
            elif local_name(element.tag) == "trace":
                yield [attributes(child) for child in element if local_name(child.tag) == "event"]
                # Only direct children of the log hold memory; a finished trace is not needed any more.
                log.clear()


def moment(event):
    return datetime.datetime.fromisoformat(event["time:timestamp"])


def judge(events):
    """For each transfer of a fine: whether it was paid in full, and whether an appeal was open."""
    in_force = Decimal(0)
    expense = Decimal(0)
    paid = Decimal(0)
    at_judge = False
    at_prefecture = False
    # Python's sort is stable: events of one moment keep the file's order.
    for event in sorted(events, key=moment):
        activity = event["concept:name"]
        if activity == TRANSFER:
            yield paid >= in_force + expense, at_judge or at_prefecture
        if activity in ("Create Fine", "Add penalty") and "amount" in event:
            in_force = Decimal(event["amount"])
        elif activity == "Send Fine" and "expense" in event:
            expense = Decimal(event["expense"])
        elif activity == "Appeal to Judge":
            at_judge = True
        elif activity == "Insert Date Appeal to Prefecture":
            at_prefecture = True
        elif activity == "Receive Result Appeal from Prefecture":
            at_prefecture = False
        if "totalPaymentAmount" in event:
            paid = Decimal(event["totalPaymentAmount"])


def count(path):
    activities = Counter()
    cases = transfers = paid_in_full = appeal_open = either = 0
    for events in traces(path):
        cases += 1
        activities.update(event["concept:name"] for event in events)
        if not any(event["concept:name"] == TRANSFER for event in events):
            continue
        for is_paid, is_appealed in judge(events):
            transfers += 1
            paid_in_full += is_paid
            appeal_open += is_appealed
            either += is_paid or is_appealed
    return {
        "log": path.name,
        "events": sum(activities.values()),
        "cases": cases,
        "activities": dict(sorted(activities.items())),
        "transfers": transfers,
        "paid_in_full": paid_in_full,
        "appeal_open": appeal_open,
        "either": either,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("log", nargs="+", type=pathlib.Path, help="an event log, .xes or .xes.gz")
    for path in parser.parse_args().log:
        json.dump(count(path), sys.stdout, ensure_ascii=False)
        print(flush=True)


if __name__ == "__main__":
    main()
