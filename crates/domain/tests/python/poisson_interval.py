"""The 95 % interval of a Poisson count (Garwood), a second time and another way: fifty digits and plain sums.

Prints what poisson_interval.json holds. Nothing but Python itself is needed.
"""

import json
from decimal import Decimal, getcontext

getcontext().prec = 50
TAIL = Decimal("0.025")


def at_most(events, mean):
    term = (-mean).exp()
    total = term
    for k in range(1, events + 1):
        term = term * mean / k
        total += term
    return total


def halved(low, high, is_below):
    for _ in range(120):
        middle = (low + high) / 2
        if is_below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def interval(events):
    far = Decimal(events) + 10 * (Decimal(events).sqrt() + 1)
    high = halved(Decimal(events), far, lambda mean: at_most(events, mean) > TAIL)
    if events == 0:
        return Decimal(0), high
    low = halved(Decimal(0), Decimal(events), lambda mean: 1 - at_most(events - 1, mean) < TAIL)
    return low, high


rows = []
for events in [0, 1, 2, 3, 5, 10, 19, 20, 21, 40, 100, 400, 1000]:
    low, high = interval(events)
    rows.append({"events": events, "low": f"{low:.9f}", "high": f"{high:.9f}"})
print(json.dumps(rows, indent=1))
