"""The main screens of one province on the embedded database, with two million figures.

Each page is asked for through the product's own middleware as a commune and as the province, over
and over; the server is the one that `make run` starts.
"""

import json
import statistics
import time
from typing import Any

from benchmarks._database import fresh_database
from benchmarks._nation import LAST_YEAR, NATION, Nation, Size, build_nation, count_figures
from benchmarks._writers import p95

SIZES = {"small": Size(12, 300, 1), "full": Size(98, 5_900, 1)}
RUNS = {"small": 5, "full": 30}
GOAL_MS = 300
SCREENS = {
    "bàn làm việc": "/",
    "chỉ tiêu theo địa bàn": f"/chi-tieu/?ky={LAST_YEAR}",
    "chỉ tiêu theo tuyến": f"/chi-tieu/?ky={LAST_YEAR}&theo=tuyen",
    "chỉ tiêu đã duyệt": f"/chi-tieu/?ky={LAST_YEAR}&so=duyet",
    "bản tóm tắt": f"/chi-tieu/tom-tat/?ky={LAST_YEAR}",
    "nguồn số liệu": f"/chi-tieu/nguon/?ky={LAST_YEAR}",
    "chất lượng số liệu": f"/chi-tieu/chat-luong/?ky={LAST_YEAR}",
    "mục tiêu": f"/chi-tieu/muc/?ky={LAST_YEAR}",
    "báo cáo": "/bao-cao/",
    "văn bản": "/van-ban/",
    "nhiệm vụ": "/nhiem-vu/",
    "thông báo": "/thong-bao/",
}


def main(size: str) -> int:
    """Ask for every screen, print the figures; fails on a page that does not come."""
    with fresh_database() as folder:
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
        nation = build_nation(SIZES[size], folder)
        observations = count_figures()
        found = {
            f"{name} ({who})": _times(client, address, RUNS[size])
            for who, client in _clients(nation).items()
            for name, address in SCREENS.items()
        }
    worst = max(found, key=lambda name: p95(found[name]))
    for name, times in found.items():
        print(f"  {name}: p50 {statistics.median(times):.0f} ms, p95 {p95(times):.0f} ms")
    figures = {
        "observations": observations,
        "screens": len(found),
        "p95_ms": round(p95(found[worst])),
        "median_p95_ms": round(statistics.median(p95(times) for times in found.values())),
        "worst_screen": worst,
    }
    print(f"RESULT {json.dumps({'bench': 'embedded-province', 'figures': figures, 'ratio': {}})}")
    return int(size == "full" and figures["p95_ms"] > GOAL_MS)


def _clients(nation: Nation) -> dict[str, Any]:
    """Somebody of a commune and somebody of the province, signed in."""
    from django.test import Client

    from behoc.ground.accounts.services import create_membership, create_person
    from behoc.kernel.clock import today

    found = {}
    for who, body in {"xã": nation.first_commune, "tỉnh": NATION + 1}.items():
        person = create_person(sign_in_name=f"do{body}", full_name="Người Đo", password=None)
        create_membership(person, body, "head", granted_by_id=None, starts_on=today())
        found[who] = Client(HTTP_HOST="localhost")
        found[who].force_login(person)
    return found


def _times(client: Any, address: str, runs: int) -> list[float]:
    """Milliseconds of each run, the first of all left out: it fills caches of the process."""
    times = []
    for _turn in range(runs + 1):
        begun = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return times[1:]
