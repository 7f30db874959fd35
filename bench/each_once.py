#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""each_once.py QUERIES.jsonl: addresses of searches, none of them twice, so that no answer is a kept one: every question with
1 to 39 hits. For wrk with each_once.lua."""
import json
import sys
import urllib.parse

with open(sys.argv[1], encoding="utf-8") as lines:
    questions = [json.loads(line)["text"] for line in lines if line.strip()]
for limit in range(1, 40):
    for question in questions:
        print(f"/api/v1/search?q={urllib.parse.quote_plus(question)}&limit={limit}")
