#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""growth_plot.py GROWTH.tsv OUT.svg: how long answers take as an index grows, both axes by powers of ten.
GROWTH.tsv: a line a size: passages, seconds to index, bytes, median and 99th percentile of an answer in ms."""
import math
import sys

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 110, 30, 50
LINES = [(3, "median", "#0b5394", ""), (4, "99 of 100 within", "#b45f06", "6 4")]


def short(number):
    return f"{number / 1e6:g} million" if number >= 1e6 else f"{number:,.0f}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = [[float(cell) for cell in line.split("\t")] for line in file if line.strip()]
    sizes = [row[0] for row in rows]
    times = [row[column] for row in rows for column, *_ in LINES]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    first, last = math.log10(min(sizes)), math.log10(max(sizes))

    def x(size):
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(ms):
        return HEIGHT - BOTTOM - (math.log10(ms) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" role="img">',
           "<title>Milliseconds to an answer, by the number of passages</title>", f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
           f'<text x="{LEFT}" y="18">Milliseconds to the first ten moments, of 200 questions</text>']
    for power in range(low, high + 1):
        out.append(f'<path d="M{LEFT} {y(10 ** power):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y(10 ** power) + 4:.1f}" text-anchor="end">{10 ** power:g}</text>')
    for size in sizes:
        out.append(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{short(size)}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">passages</text>')
    for column, name, colour, dashes in LINES:
        points = " ".join(f"{x(row[0]):.1f},{y(row[column]):.1f}" for row in rows)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>')
        for row in rows:
            out.append(f'<circle cx="{x(row[0]):.1f}" cy="{y(row[column]):.1f}" r="3.5" fill="{colour}"/>')
        out.append(f'<text x="{WIDTH - RIGHT + 8}" y="{y(rows[-1][column]) + 4:.1f}" fill="{colour}">{name}</text>')
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n</svg>\n")


main()
