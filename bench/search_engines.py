#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Asks other engines what search_bench asks Dais: the same passages, the same questions, ten hits each with their text.

usage: search_engines.py index ENGINE FOLDER      makes FOLDER/ENGINE of FOLDER/passages.tsv: seconds and bytes
       search_engines.py ask ENGINE FOLDER FILE KIND   a line a question: milliseconds; KIND: any, all, phrase, filter
ENGINE: fts5, xapian, or a PostgreSQL address (with RUM). Words that every passage has are left out of questions, as
Dais leaves them out; text is stemmed by Porter's algorithm in all of them.
"""
import os
import re
import sqlite3
import subprocess
import sys
import time

STOP = set("a about all also am an and any are as at be because been but by can could did do does for from get go had has "
           "have he her here him his how i if in into is it its just know like me more my no not of on one or our out over "
           "right s she so some than that the their them then there these they this to um uh up us was we well were what "
           "when where which who will with would yeah yes you your okay".split())


def passages(folder):
    with open(folder + "/passages.tsv", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            meeting, body, date, start, speaker, text = line.rstrip("\n").split("\t")
            yield number, meeting, body, date, int(start), speaker, text


def words_of(question):
    words = re.findall(r"\w+", question.lower())
    return [word for word in words if word not in STOP] or words


class Fts5:
    def __init__(self, folder):
        self.path = folder + "/fts5.sqlite"

    def index(self, folder):
        if os.path.exists(self.path):
            os.remove(self.path)
        db = sqlite3.connect(self.path, isolation_level=None)
        db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-200000;"
                         "create virtual table passage using fts5(text, speaker, body unindexed, meeting unindexed, "
                         "start unindexed, tokenize='porter unicode61')")
        db.execute("begin")
        db.executemany("insert into passage(rowid, text, speaker, body, meeting, start) values (?, ?, ?, ?, ?, ?)",
                       ((n, text, speaker, body, meeting, start)
                        for n, meeting, body, _, start, speaker, text in passages(folder)))
        db.execute("commit")
        db.execute("insert into passage(passage) values ('optimize')")
        db.close()
        return os.path.getsize(self.path)

    def open(self):
        self.db = sqlite3.connect(self.path)
        self.db.execute("pragma mmap_size=4000000000")

    def ask(self, words, kind, body):
        quoted = ['"%s"' % word for word in words]
        match = {"any": " OR ", "all": " AND ", "filter": " OR "}.get(kind, " ").join(quoted)
        if kind == "phrase":
            match = '"%s"' % " ".join(words)
        where = " and body = ?" if kind == "filter" else ""
        sql = "select rowid, text from passage where passage match ?" + where + " order by rank limit 10"
        return len(self.db.execute(sql, (match, body) if kind == "filter" else (match,)).fetchall())


class Xapian:
    def __init__(self, folder):
        self.path = folder + "/xapian"

    def index(self, folder):
        import xapian
        db = xapian.WritableDatabase(self.path, xapian.DB_CREATE_OR_OVERWRITE)
        terms = xapian.TermGenerator()
        terms.set_stemmer(xapian.Stem("english"))
        terms.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
        for _, meeting, body, _, start, speaker, text in passages(folder):
            document = xapian.Document()
            terms.set_document(document)
            terms.index_text(text)
            terms.index_text_without_positions(speaker, 1, "S")
            document.add_boolean_term("B" + body)
            document.set_data("%s\t%d\t%s" % (meeting, start, text))
            db.add_document(document)
        db.commit()
        db.close()
        compact = self.path + ".compact"
        subprocess.run(["rm", "-rf", compact], check=True)
        xapian.Database(self.path).compact(compact)
        subprocess.run(["rm", "-rf", self.path], check=True)
        os.rename(compact, self.path)
        return sum(os.path.getsize(self.path + "/" + name) for name in os.listdir(self.path))

    def open(self):
        import xapian
        self.xapian = xapian
        self.db = xapian.Database(self.path)
        self.stem = xapian.Stem("english")

    def ask(self, words, kind, body):
        xapian = self.xapian
        terms = [self.stem(word).decode() for word in words]
        operator = {"all": xapian.Query.OP_AND, "phrase": xapian.Query.OP_PHRASE}.get(kind, xapian.Query.OP_OR)
        query = xapian.Query(operator, terms)
        if kind == "filter":
            query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query("B" + body))
        enquire = xapian.Enquire(self.db)
        enquire.set_query(query)
        return len([match.document.get_data() for match in enquire.get_mset(0, 10)])


class Rum:
    """Speaks to the server through psql's pipe: one connection, answers timed by the server's own clock."""

    def __init__(self, url):
        self.url = url

    def psql(self, sql, timing=False):
        command = ["psql", "-XqAt", self.url] + (["-c", "\\timing on"] if timing else [])
        return subprocess.run(command + ["-f", "-"], input=sql, text=True, capture_output=True, check=True).stdout

    def index(self, folder):
        self.psql("drop table if exists passage; create extension if not exists rum;"
                  "create unlogged table passage(id int, meeting text, body text, day text, start bigint, speaker text, "
                  "text text);")
        copy = "\\copy passage(meeting, body, day, start, speaker, text) from '%s/passages.tsv' with (format csv, delimiter E'\\t', quote E'\\b')\n"
        self.psql(copy % os.path.abspath(folder))
        self.psql("set maintenance_work_mem='1GB'; alter table passage add tsv tsvector generated always as "
                  "(to_tsvector('english', text)) stored; create index on passage using rum (tsv rum_tsvector_ops);"
                  "analyze passage;")
        return int(self.psql("select pg_total_relation_size('passage')"))

    def open(self):
        pass

    def ask_all(self, questions, kind):
        sql = "\\timing on\n"
        for words, body in questions:
            joint = {"all": " & ", "phrase": " <-> "}.get(kind, " | ")
            query = joint.join("'%s'" % word.replace("'", "") for word in words)
            where = " and body = '%s'" % body if kind == "filter" else ""
            sql += ("select count(*) from (select text from passage where tsv @@ to_tsquery('english', $q$%s$q$)%s order by tsv <=> "
                    "to_tsquery('english', $q$%s$q$) limit 10) t;\n" % (query, where, query))
        return [float(ms) for ms in re.findall(r"Time: ([\d.]+) ms", self.psql(sql))]


def engine_of(name, folder):
    return {"fts5": Fts5, "xapian": Xapian}[name](folder) if "://" not in name else Rum(name)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    engine = engine_of(sys.argv[2], sys.argv[3])
    if sys.argv[1] == "index":
        began = time.perf_counter()
        size = engine.index(sys.argv[3])
        print('{"seconds": %.2f, "bytes": %d}' % (time.perf_counter() - began, size))
        return
    kind = sys.argv[5]
    questions = []
    with open(sys.argv[4], encoding="utf-8") as lines:
        for line in lines:
            text, _, body = line.rstrip("\n").partition("\t")
            questions.append((re.findall(r"\w+", text.lower()) if kind == "phrase" else words_of(text), body))
    engine.open()
    if isinstance(engine, Rum):
        for ms in engine.ask_all(questions, kind):
            print("%.4f" % ms)
        return
    for words, body in questions:
        began = time.perf_counter()
        engine.ask(words, kind, body)
        print("%.4f" % ((time.perf_counter() - began) * 1000))


if __name__ == "__main__":
    main()
