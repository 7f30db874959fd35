#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds up what a test run left: GoogleTest's XML, CTest's JUnit file and the logs of scripts; names what failed or was
skipped, and closes with one line.

usage: count_results.py FOLDER
  FOLDER/**/gtest/*.xml   one file a GoogleTest program: its cases are counted
  FOLDER/**/ctest.xml     CTest's own: tests that are no GoogleTest program, and programs that died without a report
  FOLDER/*.log + .code    a script's output and exit code: its last "N passed, N failed, N skipped", else one test
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

CLOSING_LINE = re.compile(r"(\d+) passed(?:, (\d+) failed)?(?:, (\d+) skipped)?")


class Count:
    def __init__(self):
        self.passed, self.failed, self.skipped = 0, [], []

    def take_gtest(self, file):
        try:
            root = ElementTree.parse(file).getroot()
        except ElementTree.ParseError:
            self.failed.append(f"{file.stem}: its report is cut off")
            return True
        failed_before = len(self.failed)
        for case in root.iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            skipped = case.find("skipped")
            if case.get("status") == "notrun":
                continue
            if case.find("failure") is not None:
                self.failed.append(name)
            elif skipped is not None or case.get("result") == "skipped":
                message = (skipped.get("message") if skipped is not None else "") or ""
                self.skipped.append(f"{name}: {message.strip().splitlines()[-1]}" if message.strip() else name)
            else:
                self.passed += 1
        return len(self.failed) > failed_before

    def take_ctest(self, file, reported):
        """`reported`: program → whether its own report names a failure."""
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            name = case.get("name")
            status = case.get("status")
            if status == "fail":
                # A leak or a crash after the last case fails a program whose cases all passed.
                if not reported.get(f"{name}_test", False):
                    self.failed.append(f"{name} (see {file.with_suffix('.txt')})")
            elif f"{name}_test" in reported:
                continue
            elif status in ("notrun", "disabled") or case.find("skipped") is not None:
                self.skipped.append(name)
            else:
                self.passed += 1

    def take_log(self, log, code):
        name = log.stem
        lines = [match for match in map(CLOSING_LINE.search, log.read_text(errors="replace").splitlines()) if match]
        if lines:
            passed, failed, skipped = (int(number or 0) for number in lines[-1].groups())
            self.passed += passed
            self.failed += [f"{name} (see {log})"] * failed
            self.skipped += [f"{name} (see {log})"] * skipped
            if code != 0 and failed == 0:
                self.failed.append(f"{name}: exit code {code} (see {log})")
        elif code == 0:
            self.passed += 1
        else:
            self.failed.append(f"{name}: exit code {code} (see {log})")


def main():
    folder = pathlib.Path(sys.argv[1])
    count = Count()
    for ctest in sorted(folder.rglob("ctest.xml")):
        reports = sorted((ctest.parent / "gtest").glob("*.xml"))
        count.take_ctest(ctest, {report.stem: count.take_gtest(report) for report in reports})
    for code in sorted(folder.glob("*.code")):
        count.take_log(code.with_suffix(".log"), int(code.read_text()))
    for name in count.skipped:
        print(f"skipped: {name}")
    for name in count.failed:
        print(f"FAILED: {name}")
    print(f"{count.passed} passed, {len(count.failed)} failed, {len(count.skipped)} skipped")
    sys.exit(1 if count.failed or count.passed == 0 else 0)


main()
