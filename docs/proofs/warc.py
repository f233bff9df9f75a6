#!/usr/bin/env python3
"""Reads exports as WARC by warcio, which is written by others, and looks whether all that they say is true.

    warc.py --warcio DIR EXPORT

--warcio is a clone of webrecorder/warcio. EXPORT is the folder of an export by --format warc or wet. Of each record: whether its digests
are right (by warcio), whether a response has the length and the SHA-256 that its headers tell, whether its id is there once, and
whether the record that a revisit refers to is in the export. The output: how many records there are of each kind, and what is wrong.
"""
import argparse, collections, hashlib, json, sys
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--warcio", required=True)
parser.add_argument("export", type=Path)
given = parser.parse_args()
sys.path.insert(0, given.warcio)
from warcio.archiveiterator import ArchiveIterator

kinds, ids, references, wrong = collections.Counter(), set(), [], []
body_bytes = 0
for file in sorted(given.export.glob("documents-*.gz")):
    with open(file, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            head = record.rec_headers
            kinds[record.rec_type] += 1
            name = head.get_header("WARC-Record-ID")
            if name in ids:
                wrong.append(f"{file.name}: {name} is there twice")
            ids.add(name)
            body = record.content_stream().read()
            if record.rec_type == "revisit" and head.get_header("WARC-Refers-To"):
                references.append(head.get_header("WARC-Refers-To"))
            if record.rec_type == "response":
                body_bytes += len(body)
                url = head.get_header("WARC-Target-URI")
                if head.get_header("WARC-Payload-Digest") != "sha256:" + hashlib.sha256(body).hexdigest():
                    wrong.append(f"{file.name}: {url} has another digest")
                length = record.http_headers.get_header("Content-Length")
                if length is not None and int(length) != len(body):
                    wrong.append(f"{file.name}: {url} has {len(body)} bytes and says {length}")

wrong += [f"{name} is referred to and not there" for name in references if name not in ids]
documents = json.loads((given.export / "manifest.json").read_text())["counts"]["documents"]
written = kinds["response"] + kinds["revisit"] + kinds["conversion"]
if documents != written:
    wrong.append(f"the manifest counts {documents} documents, the files have {written}")
print(f"{sum(kinds.values())} records {dict(kinds)}, {body_bytes} bytes of bodies, {len(references)} references; wrong: {len(wrong)}")
print(*wrong[:20], sep="\n", end="")
sys.exit(1 if wrong else 0)
