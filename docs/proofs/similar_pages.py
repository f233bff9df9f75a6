#!/usr/bin/env python3
"""Compares the near duplicates of an export with all pairs of pages that are truly alike, which it finds by itself.

    similar_pages.py --texts EXPORT --clusters CLUSTERS.json [--top 20]

EXPORT is an export of the same snapshot by a recipe that drops no duplicates but older captures. CLUSTERS.json is what
`sluice ledger clusters OTHER --top 1000000 --members 1000000 --json` prints of the export that is looked at.

A page is the set of its runs of five words, its words being runs of letters and digits in small letters, each ideograph or kana a word of its own. So it is
another reading than Sluice's, whose words are those of a dictionary. All pairs with a Jaccard similarity of 0.5 and more are found by an inverted
index of the runs; pages with equal sets count once, and runs that more than 60 pages have find nothing by themselves.

The output: how many of the pairs are in one cluster, and how many of which both pages were kept, by similarity; how alike dropped pages and the pages that
they lost to are; and the largest clusters.
"""
import argparse, collections, itertools, json, re, subprocess
from pathlib import Path

RUN, COMMON = 5, 60
EDGES = [0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.01]


def words(text):
    for word in re.findall(r"[^\W_]+", text.lower()):
        yield from word if re.match("[\u3040-\u9fff]", word) else [word]


def runs(text):
    all_words = list(words(text))
    return frozenset(hash(tuple(all_words[i : i + RUN])) for i in range(len(all_words) - RUN + 1))


def read(export):
    for shard in sorted(Path(export).glob("documents-*.jsonl.zst")):
        with subprocess.Popen(["zstd", "-dc", str(shard)], stdout=subprocess.PIPE) as lines:
            for line in lines.stdout:
                page = json.loads(line)
                yield page["metadata"]["url"], runs(page["text"])


def jaccard(one, other):
    return len(one & other) / len(one | other) if one or other else 1.0


def alike(pages):
    """All pairs (similarity, url, url) of pages with different sets, from the first edge on."""
    of_set = {}
    for url, has in pages.items():
        of_set.setdefault(has, url)
    holders = collections.defaultdict(list)
    for has, url in of_set.items():
        for run in has:
            holders[run].append(url)
    shared = collections.Counter(
        pair for urls in holders.values() if len(urls) <= COMMON for pair in itertools.combinations(urls, 2)
    )
    for one, other in shared:
        similarity = jaccard(pages[one], pages[other])
        if similarity >= EDGES[0]:
            yield similarity, one, other


def main():
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--texts", required=True)
    given.add_argument("--clusters", required=True)
    given.add_argument("--top", type=int, default=20)
    given = given.parse_args()
    pages = dict(read(given.texts))
    clusters = json.loads(Path(given.clusters).read_text())["clusters"]
    member = {row["url"]: (cluster["cluster"], row["kept"]) for cluster in clusters for row in cluster["members"]}
    pairs = list(alike(pages))
    print(f"{len(pages)} pages, {len(set(pages.values()))} of them different; {len(pairs)} pairs")
    print("similarity  pairs  in one cluster  both kept")
    for low, high in zip(EDGES, EDGES[1:]):
        of = [(a, b) for s, a, b in pairs if low <= s < high]
        together = sum(a in member and b in member and member[a][0] == member[b][0] for a, b in of)
        kept = sum(member.get(a, ("", True))[1] and member.get(b, ("", True))[1] for a, b in of)
        print(f"{low:.2f}..{min(high, 1):.2f}  {len(of):6}  {together:14}  {kept:9}")
    lost = [row for cluster in clusters for row in cluster["members"] if row.get("step") == "near-duplicate"]
    similarities = [jaccard(pages[row["url"]], pages[row["matched_url"]]) for row in lost]
    for limit in (0.5, 0.6, 0.7, 0.8):
        print(f"{sum(s < limit for s in similarities)} of {len(lost)} lost to a page that is less than {limit} alike")
    print("\npages  exact copies  least similarity to the kept one, median  kept")
    for cluster in clusters[: given.top]:
        rows = cluster["members"]
        kept = next((row["url"] for row in rows if row["kept"]), rows[0]["matched_url"] if "matched_url" in rows[0] else rows[0]["url"])
        all_of = sorted(jaccard(pages[kept], pages[row["url"]]) for row in rows if row["url"] != kept)
        exact = sum(row.get("step") == "exact-duplicate" for row in rows)
        print(f"{cluster['cluster_size']:5}  {exact:12}  {all_of[0]:.2f}  {all_of[len(all_of) // 2]:.2f}  {kept}")


if __name__ == "__main__":
    main()
