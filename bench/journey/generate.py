#!/usr/bin/env python3
"""Writes the synthetic log of `bench/journey`: cases of contacts, orders, campaigns and invoices, ordered by time over all cases.

A walk through activities, most of which fix the department and of which "Handoff" draws one of eight; from "Closed" a case begins
anew as a contact with probability 0.35; delays are log-normal (sigma 1.1) around a median per activity. The same seed and the
same number of cases give the same bytes. Usage: generate.py OUT [--cases N] [--seed N] [--full]; with --full there are columns for
customer, channel and direction, and the day by which what was shipped is promised. Only Python's standard library.
"""

import argparse
import datetime
import math
import random

DEPARTMENTS = ["Front desk", "Back office", "Billing", "Collection", "Technical", "Sales", "Legal", "Logistics"]
# activity: department or None (any), median hours until it comes, what follows with which weight, direction
WALK = {
    "Contact received": ("Front desk", 1, {"Case opened": 7, "Answered at once": 3}, "in"),
    "Order received": ("Sales", 1, {"Order checked": 9, "Info requested": 1}, "in"),
    "Campaign sent": ("Sales", 1, {"Contact received": 6, "Closed": 4}, "out"),
    "Invoice issued": ("Billing", 1, {"Paid": 7, "Reminder sent": 2, "Dispute opened": 1}, "out"),
    "Case opened": ("Front desk", 2, {"Handoff": 6, "Info requested": 2, "Resolved": 2}, "internal"),
    "Answered at once": ("Front desk", 0.2, {"Closed": 8, "Contact received": 2}, "out"),
    "Order checked": ("Back office", 6, {"Shipped": 7, "Handoff": 2, "Cancelled": 1}, "internal"),
    "Shipped": ("Logistics", 20, {"Delivered": 8, "Delivery failed": 2}, "out"),
    "Delivery failed": ("Logistics", 30, {"Shipped": 6, "Contact received": 4}, "out"),
    "Delivered": ("Logistics", 40, {"Invoice issued": 6, "Closed": 4}, "out"),
    "Cancelled": ("Sales", 10, {"Closed": 1}, "out"),
    "Handoff": (None, 3, {"Accepted": 6, "Handoff": 2, "Waiting": 2}, "internal"),
    "Accepted": (None, 5, {"Worked on": 7, "Handoff": 3}, "internal"),
    "Waiting": (None, 30, {"Accepted": 7, "Chased": 3}, "internal"),
    "Chased": ("Front desk", 20, {"Accepted": 5, "Handoff": 3, "Complaint": 2}, "in"),
    "Worked on": (None, 8, {"Resolved": 6, "Info requested": 2, "Handoff": 2}, "internal"),
    "Info requested": (None, 4, {"Info received": 8, "Chased": 2}, "out"),
    "Info received": ("Front desk", 40, {"Worked on": 8, "Handoff": 2}, "in"),
    "Complaint": ("Front desk", 30, {"Handoff": 6, "Resolved": 4}, "in"),
    "Reminder sent": ("Collection", 400, {"Paid": 7, "Dispute opened": 3}, "out"),
    "Dispute opened": ("Legal", 50, {"Worked on": 7, "Reminder sent": 3}, "in"),
    "Paid": ("Billing", 300, {"Closed": 1}, "in"),
    "Resolved": (None, 6, {"Closed": 8, "Worked on": 2}, "out"),
    "Closed": (None, 100, {"Contact received": 1}, "internal"),
}
BEGINNINGS = {"Contact received": 6, "Order received": 2, "Campaign sent": 1, "Invoice issued": 2}
CHANNELS = ["telephone", "mail", "chat", "shop"]
AGAIN = 0.35
EVENTS_MAX = 60


def chosen(draw, weights):
    return draw.choices(list(weights), weights=list(weights.values()))[0]


def walk(draw, case, begin):
    activity, at, department = chosen(draw, BEGINNINGS), begin, draw.choice(DEPARTMENTS)
    customer = f"K{draw.randrange(200_000):06}"
    channel = draw.choice(CHANNELS)
    for _ in range(EVENTS_MAX):
        fixed, _, follows, direction = WALK[activity]
        if fixed:
            department = fixed
        elif activity == "Handoff":
            department = draw.choice(DEPARTMENTS)
        if draw.random() < 0.1:
            channel = draw.choice(CHANNELS)
        yield at, case, activity, department, customer, channel, direction
        if activity == "Closed" and draw.random() > AGAIN:
            return
        activity = chosen(draw, follows)
        at += WALK[activity][1] * 3600 * math.exp(draw.gauss(0, 1.1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--cases", type=int, default=388_000)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--full", action="store_true")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    start = datetime.datetime(2026, 1, 1).timestamp()
    rows = []
    for number in range(args.cases):
        rows.extend(walk(draw, f"C{number:07}", start + draw.random() * 300 * 86_400))
    rows.sort(key=lambda row: (int(row[0]), row[1]))
    with open(args.out, "w", encoding="utf-8") as file:
        file.write("case_id,activity,department,timestamp" + (",customer,channel,direction,due" if args.full else "") + "\n")
        for at, case, activity, department, customer, channel, direction in rows:
            moment = datetime.datetime.fromtimestamp(int(at), datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
            due = datetime.datetime.fromtimestamp(int(at) + 3 * 86_400, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S") if activity == "Shipped" else ""
            further = f",{customer},{channel},{direction},{due}" if args.full else ""
            file.write(f"{case},{activity},{department},{moment}{further}\n")
    print(f"{len(rows)} events, {args.cases} cases")


if __name__ == "__main__":
    main()
