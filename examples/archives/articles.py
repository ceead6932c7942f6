"""Writes an archive to try with, always the same: articles.py NUMBER [START] > ARTICLES.jsonl"""

import json
import random
import sys

PLACES = ["Tarn", "Sorne", "Norvik", "Halden", "Corvane"]
NAMES = ["Ilse Varnholt", "Karl Venn", "Orla Fenn", "Anna Oost", "Paul Holm"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

number, start = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
for index in range(start, start + number):
    pick = random.Random(index)
    name, place, dead = pick.choice(NAMES), pick.choice(PLACES), pick.randint(3, 400)
    again = dead if pick.random() < 0.7 else dead + pick.choice([1, 9, 90])
    day = pick.randint(1, 28)
    text = "\n\n".join([
        f"Landslide kills {dead} in {place}",
        f"A landslide killed {dead} people in the valley of {place} on {pick.choice(DAYS)}, October {day}, 2022, the mayor said.",
        f"{name}, {pick.randint(20, 80)}, saw the slope give way, “like a wave – slow at first”.",
        f"The landslide, which killed {again} people, came after {pick.randint(2, 9)} days of rain. "
        f"The road is closed for {pick.randint(5, 60)} miles ({pick.randint(8, 97)} km).",
        f"Ms {name.split()[1]} said that £{pick.randint(1, 9)}.{pick.randint(1, 9)}m had been spent on the slope in {pick.randint(1990, 2021)}.",
    ])
    print(json.dumps({"id": f"a{index}", "text": text, "published": f"2022-10-{day:02}"}, ensure_ascii=False))
