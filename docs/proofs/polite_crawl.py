#!/usr/bin/env python3
"""Judges a crawl by the access log of the servers that were crawled, and by nothing the crawler says.

    polite_crawl.py --log ACCESS.LOG --seeds SEEDS.TXT --agent Sluice --delay 0.02 [--data-captures N]

The log has a line a request, written when its answer is complete:

    seconds.milliseconds host status bytes METHOD request-uri "user-agent"

The script asks the same servers for the same pages with a small crawler of its own (its user agent
is told apart in the log), which shares no code with Sluice: Python's html.parser, urllib.robotparser.
Then it compares:

1. every HTML page that allowed links lead to was asked for, each once, and nothing else was;
2. nothing that robots.txt disallows was asked for, and robots.txt was the first request to each host (the file in which
   owners reserve the rights to text and data mining, /.well-known/tdmrep.json, is no page, and may be asked for once as well);
3. between two answers of a host lies at least the delay, or the host's Crawl-delay if that is longer.

It prints what it found, host by host, and ends with 1 if any of these does not hold.
"""
import argparse
import collections
import html.parser
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import urllib.robotparser

AGENT = "proof/1.0"
LINE = re.compile(r'^(\d+\.\d+) (\S+) (\d+) (\d+) (\S+) (\S+) "(.*)"$')
# Files that are no pages. Kept apart from Sluice's list on purpose: a disagreement shows.
NO_PAGES = re.compile(
    r"\.(png|jpe?g|gif|svg|ico|webp|css|js|json|xml|pdf|zip|gz|bz2|xz|tar|tgz|epub|ps|deb|rpm|exe|so|db|ttf|woff2?)$",
    re.I)


class Links(html.parser.HTMLParser):
    """The links of a page that lead to other pages, and its base."""

    def __init__(self, url):
        super().__init__(convert_charrefs=True)
        self.base, self.found = url, []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "base" and values.get("href"):
            self.base = urllib.parse.urljoin(self.base, values["href"])
        key = {"a": "href", "area": "href", "iframe": "src", "frame": "src"}.get(tag)
        if tag == "link" and not values.get("type", "text/html").count("html") == 0:
            names = set((values.get("rel") or "").lower().split())
            if names & {"next", "prev", "alternate", "canonical", "chapter", "contents", "index", "start"}:
                key = "href"
        if key and values.get(key) is not None:
            self.found.append(values[key])


def normal(base, link):
    """A link as a URL without fragment, or None if it is no link to a page."""
    try:
        # Browsers read a backslash as a slash (WHATWG URL), urllib does not.
        url = urllib.parse.urlsplit(urllib.parse.urljoin(base, link.strip().replace("\\", "/")))
    except ValueError:
        return None
    if url.scheme not in ("http", "https") or not url.hostname:
        return None
    path = urllib.parse.quote(urllib.parse.unquote(url.path) or "/", safe="/:@!$&'()*+,;=~-._")
    path = re.sub(r"/{2,}", "/", path)
    return urllib.parse.urlunsplit((url.scheme, url.netloc.lower(), path, url.query, ""))


def fetch(url):
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, b""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *ignored):
        return None


def robots(origin):
    rules = urllib.robotparser.RobotFileParser()
    status, _, body = fetch(origin + "/robots.txt")
    rules.parse(body.decode("utf-8", "replace").splitlines() if status == 200 else [])
    return rules


def walk(seeds):
    """All URLs that allowed links lead to from the seeds, on the seeds' hosts; and those disallowed."""
    hosts = {urllib.parse.urlsplit(seed).netloc for seed in seeds}
    rules = {}
    todo, reachable, disallowed = collections.deque(seeds), {}, set()
    seen = set(seeds)
    while todo:
        url = todo.popleft()
        parts = urllib.parse.urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in rules:
            rules[origin] = robots(origin)
        if not rules[origin].can_fetch("sluice", url):
            disallowed.add(url)
            continue
        status, headers, body = fetch(url)
        reachable[url] = status
        found = []
        if status in (301, 302, 303, 307, 308):
            found = [headers.get("Location", "")]
        elif status == 200 and "html" in headers.get("Content-Type", ""):
            page = Links(url)
            page.feed(body.decode("utf-8", "replace"))
            found = [urllib.parse.urljoin(page.base, link) for link in page.found]
        for link in found:
            target = normal(url, link)
            if target is None or urllib.parse.urlsplit(target).netloc not in hosts or target in seen:
                continue
            if NO_PAGES.search(urllib.parse.urlsplit(target).path):
                continue
            seen.add(target)
            todo.append(target)
    delays = {urllib.parse.urlsplit(o).netloc: (r.crawl_delay("sluice") or 0) for o, r in rules.items()}
    return reachable, disallowed, delays


def read_log(path, agent, ports):
    requests = collections.defaultdict(list)
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            match = LINE.match(line.rstrip("\n"))
            if match and match.group(7).startswith(agent):
                time, host, status, _, _, uri, _ = match.groups()
                requests[host + ports.get(host, "")].append((float(time), int(status), uri))
    return requests


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--log", required=True)
    options.add_argument("--seeds", required=True)
    options.add_argument("--agent", default="Sluice")
    options.add_argument("--delay", type=float, required=True, help="seconds, as given to the crawl")
    options.add_argument("--tolerance", type=float, default=0.002, help="seconds; the log has milliseconds")
    given = options.parse_args()

    seeds = [line.split()[0] for line in open(given.seeds) if line.strip() and not line.startswith("#")]
    ports = {}
    for seed in seeds:
        parts = urllib.parse.urlsplit(seed)
        ports[parts.hostname] = f":{parts.port}" if parts.port else ""
    asked = read_log(given.log, given.agent, ports)
    reachable, disallowed, delays = walk(seeds)

    failures = []
    print(f"{'host':32} {'pages':>6} {'asked':>6} {'twice':>6} {'missed':>7} {'more':>5} {'forbidden':>9} {'shortest gap':>13} {'least':>7}")
    for host in sorted({urllib.parse.urlsplit(url).netloc for url in reachable}):
        pages = {url for url in reachable if urllib.parse.urlsplit(url).netloc == host}
        log = asked.get(host, [])
        urls = [f"http://{host}{normal('http://' + host + '/', uri)[len('http://' + host):]}" for _, _, uri in log]
        counts = collections.Counter(urls)
        robots_txt = f"http://{host}/robots.txt"
        got = set(counts) - {robots_txt, f"http://{host}/.well-known/tdmrep.json"}
        missed, more = pages - got, got - pages
        twice = [url for url, count in counts.items() if count > 1]
        forbidden = [url for url in got if url in disallowed]
        times = [time for time, _, _ in log]
        gaps = [b - a for a, b in zip(times, times[1:])]
        least = max(given.delay, delays.get(host, 0))
        shortest = min(gaps) if gaps else float("inf")
        print(f"{host:32} {len(pages):6} {len(got):6} {len(twice):6} {len(missed):7} {len(more):5} {len(forbidden):9} {shortest * 1000:10.1f} ms {least * 1000:4.0f} ms")
        for what, urls_of in (("missed", missed), ("not reachable", more), ("twice", twice), ("forbidden", forbidden)):
            for url in sorted(urls_of)[:5]:
                failures.append(f"{what}: {url}")
        if urls and urls[0] != robots_txt:
            failures.append(f"the first request to {host} was {urls[0]}")
        if shortest < least - given.tolerance:
            failures.append(f"{host} was asked again after {shortest * 1000:.1f} ms, at least {least * 1000:.0f} ms were due")
    total = sum(len(requests) for requests in asked.values())
    print(f"{len(reachable)} reachable, {len(disallowed)} disallowed and not asked for, {total} requests in the log")
    for failure in failures:
        print("FAILED", failure)
    print("all well" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
