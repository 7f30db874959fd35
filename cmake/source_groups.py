#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""source_groups MOST FILE…: which sources can be compiled as one, at most MOST together, as commands of CMake. What takes longest is the headers of libraries, which one unit reads once for many files. Files that cannot
stand in one unit, for one keeps a name for itself that another says too, are in several."""
import pathlib
import re
import sys

TEST = re.compile(r"(?:TEST|TEST_P|TEST_F|RC_GTEST_PROP)\((\w+), (\w+)")
SUITE = re.compile(r"INSTANTIATE_TEST_SUITE_P\((\w+)")
BORROWED = re.compile(r"using (?:\w+::)+(\w+);")
TYPE = re.compile(r"(?:class|struct|enum class|enum|using) (\w+)")
OTHER = re.compile(r"(\w+)\s*[({=;\[]")
GIVEN_TO_ALL = re.compile(r"^(?:(?:class|struct|enum class|enum|using) (\w+)|(?:inline )?constexpr .*?(\w+)\s*[={;])", re.M)
WORD = re.compile(r"[A-Za-z_]\w*")
NO_CODE = re.compile(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"')


def own_names(text):
    """What a source seems to keep for itself, of lines of nameless namespaces: {name: where it is from, if borrowed}."""
    names, within = {}, False
    for line in text.splitlines():
        if line == "namespace {":
            within = True
        elif line == "}  // namespace":
            within = False
        elif within and line[:1].isalpha() and not line.startswith(("namespace", "static_assert", "using namespace")):
            if borrowed := BORROWED.match(line):
                names[borrowed[1]] = line
            elif found := TEST.match(line) or SUITE.match(line) or TYPE.match(line) or OTHER.search(line):
                names["_".join(found.groups())] = None
    return names


def apart(own, others, said):
    return all(name not in said or (origin and others.get(name) == origin) for name, origin in own.items())


def names_of_headers(folder):
    return {name for header in folder.glob("*.h") for found in GIVEN_TO_ALL.findall(header.read_text()) for name in found}


class Group:
    def __init__(self):
        self.files, self.own, self.words, self.is_closed = [], {}, set(), False

    def fits(self, own, words, most):
        return (not self.is_closed and len(self.files) < most and apart(own, self.own, self.words)
                and apart(self.own, own, words))

    def add(self, name, own, words):
        self.files.append(name)
        self.own |= own
        self.words |= words


def grouped(files, most):
    """A file whose own name a header gives to all stands alone."""
    groups = []
    for name in files:
        text = name.read_text()
        own, words = own_names(text), set(WORD.findall(NO_CODE.sub("", text)))
        is_closed = any(origin is None for origin in own.values()) and not own.keys().isdisjoint(names_of_headers(name.parent))
        group = None if is_closed else next((one for one in groups if one.fits(own, words, most)), None)
        if not group:
            group = Group()
            group.is_closed = is_closed
            groups.append(group)
        group.add(name, own, words)
    return [group.files for group in groups]


if __name__ == "__main__":
    for number, group in enumerate(grouped([pathlib.Path(name) for name in sys.argv[2:]], int(sys.argv[1]))):
        print("set_source_files_properties(" + " ".join(f'"{name}"' for name in group) + f" PROPERTIES UNITY_GROUP {number})")
