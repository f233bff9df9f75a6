#!/usr/bin/env python3
"""Runs the filters of datatrove, Dolma, DataComp-LM and RedPajama-Data over texts, and writes down what they decide and measure.

    published_rules.py --texts IN.jsonl --out OUT.jsonl --datatrove DIR --dolma DIR --dclm DIR --redpajama DIR [--fineweb2 DIR]
                       [--time] [--only NAME]

The folders are checkouts of huggingface/datatrove, allenai/dolma, mlfoundations/dclm and togethercomputer/RedPajama-Data. Their code runs as
it is; modules that it imports and that are not needed (loguru, nltk, transformers ...) are replaced by empty ones. It needs numpy and regex.
--fineweb2 DIR, a checkout of huggingface/fineweb-2, runs only its filters, over texts in Chinese and Japanese; that needs PyYAML besides.

What a filter asks a tokenizer is answered from IN.jsonl, so that both sides count the same words and sentences:

    {"id", "text", "language", "tokens": {HASH: [token ...]}, "sentences": {HASH: number}}

where HASH is the first 16 hexadecimal digits of the SHA-256 of a text in UTF-8: the text itself, what a step left of it, or a line. A filter
that asks for a text that is not there gets its white-space words, or one sentence, and the id is listed on stderr: it had another text before it.

OUT.jsonl has a line for each text, {"id", "checks": {NAME: CHECK}}. A name is STEP@READING for the decision of a whole filter (true: kept),
STEP@READING/RULE for one rule, as a decision or as the value that the rule's own function gives, STEP@READING/text for the HASH of the text
that is left, preset:NAME for the rules of a pipeline one after the other.

--time runs each filter as a whole, and nothing else, over all texts, and prints seconds of processor time for each: the tokenizer costs nothing there.
"""
import argparse, hashlib, importlib, importlib.util, json, sys, time, types
from pathlib import Path


BAD_WORDS = Path(__file__).resolve().parents[2] / "storage/corpus/src/main/resources/lists/bad-words-en.txt"


def bad_words():
    return [line.strip() for line in BAD_WORDS.open(encoding="utf-8") if line.strip() and not line.startswith("#")]


def sha(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Empty(types.ModuleType):
    """A module that has whatever is asked of it, and does nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *a, **k: (a[0] if len(a) == 1 and callable(a[0]) else None)


def stub(name, **has):
    module = Empty(name)
    module.__path__ = []
    module.__dict__.update(has)
    sys.modules[name] = module
    return module


class Cuts:
    """Tokens and sentences of the text at hand, made by the other side."""

    def __init__(self):
        self.page, self.missed = {}, set()

    def tokens(self, text):
        known = self.page["tokens"].get(sha(text))
        if known is None:
            self.missed.add(self.page["id"])
            return text.split()
        return known

    def sentences(self, line):
        known = self.page["sentences"].get(sha(line), self.page["sentences"].get(sha(line.strip())))
        if known is None and line.strip():
            self.missed.add(self.page["id"])
        return known or (1 if line.strip() else 0)


CUTS = Cuts()


def load(args):
    for name in "loguru nltk.tokenize nltk.tokenize.punkt nltk.data transformers blingfire unidecode justext lxml lxml.etree bs4 huggingface_hub " \
                "fsspec tokenizers smart_open tqdm omegaconf requests urllib3 dill rich multiprocess pandas orjson httpx yarl".split():
        stub(name)
    stub("nltk", ngrams=lambda words, n: zip(*[words[i:] for i in range(n)]), tokenize=sys.modules["nltk.tokenize"], data=sys.modules["nltk.data"])
    sys.modules["nltk.tokenize"].WordPunctTokenizer = WordPunct
    stub("msgspec", Struct=object)
    stub("uniseg")
    stub("uniseg.wordbreak", words=CUTS.tokens)
    # fastText cuts words at ASCII's white space; its end-of-line token begins with '<' and is no word to anyone here.
    fasttext = stub("fasttext", FastText=types.SimpleNamespace(
        tokenize=lambda text: [w for w in "".join(" " if c in "\n\r\t\v\f\0" else c for c in text).split(" ") if w]))
    sys.modules["fasttext.FastText"] = fasttext
    stub("retrie")
    stub("retrie.retrie", Blacklist=None)
    found = types.SimpleNamespace()
    found.datatrove = datatrove(args.datatrove)
    found.dolma = source(Path(args.dolma) / "python/dolma/taggers/gopher.py", "dolma.taggers.gopher", {
        "dolma.core.data_types": ["DocResult", "Document", "Span"], "dolma.core.registry": ["TaggerRegistry"], "dolma.core.taggers": ["BaseTagger"]})
    found.c4 = source(Path(args.dolma) / "python/dolma/taggers/c4.py", "dolma.taggers.c4", {})
    found.c4.NAUGHTY_WORDS = {word for word in bad_words() if " " not in word}
    found.c4.NAUGHTY_PHRASES = {word for word in bad_words() if " " in word}
    packages(Path(args.dclm), "baselines baselines.core baselines.mappers baselines.mappers.filters baselines.mappers.enrichers")
    packages(Path(args.dclm) / "baselines", "core")
    found.dclm = importlib.import_module("baselines.mappers.filters.content_filters")
    found.change = importlib.import_module("baselines.mappers.modifiers")
    found.enrich = importlib.import_module("baselines.mappers.enrichers.enrichers")
    # DataComp-LM splits sentences by NLTK over the whole text; here they are the lines' sentences.
    found.dclm.split_sentences = lambda text, **k: [0] * sum(CUTS.sentences(line) for line in text.split("\n"))
    # Both have a package of this name.
    for name in [name for name in sys.modules if name == "core" or name.startswith("core.")]:
        del sys.modules[name]
    packages(Path(args.redpajama) / "app/src", "core core.quality_signals core.quality_signals.utils core.schema utilities utilities.register")
    found.redpajama = redpajama()
    return found


def packages(folder, names):
    """Packages whose modules are found in their folders, but whose own code does not run."""
    for name in names.split():
        sys.modules[name] = Empty(name)
        sys.modules[name].__path__ = [str(folder / name.replace(".", "/"))]


class WordPunct:
    """NLTK's WordPunctTokenizer: runs of word characters, runs of others."""

    def tokenize(self, text):
        import re
        return re.findall(r"\w+|[^\w\s]+", text)


def source(path, name, needs):
    """One file of a package, with its imports from the package replaced."""
    for module, names in needs.items():
        stub(module, **{n: type(n, (), {"__init__": lambda self, *a, **k: None, "add": staticmethod(lambda key: lambda cls: cls)}) for n in names})
        package = module.rpartition(".")[0]
        while package:
            sys.modules.setdefault(package, Empty(package)).__dict__.setdefault("__path__", [])
            package = package.rpartition(".")[0]
    package = name.rpartition(".")[0]
    while package:
        sys.modules.setdefault(package, Empty(package)).__dict__.setdefault("__path__", [])
        package = package.rpartition(".")[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def datatrove(folder):
    src = Path(folder) / "src/datatrove"
    packages(src.parent, "datatrove datatrove.pipeline datatrove.pipeline.filters datatrove.pipeline.writers datatrove.utils")
    stub("datatrove.pipeline.base", PipelineStep=Step)
    stub("datatrove.pipeline.writers.disk_base", DiskWriter=object)
    stub("datatrove.io", cached_asset_path_or_download=lambda *a, **k: str(BAD_WORDS))
    stub("datatrove.data", Document=object, DocumentsPipeline=object)
    stub("datatrove.utils.typeshelper", Languages=types.SimpleNamespace(english="eng"), StatHints=object)
    stub("datatrove.utils.batching", batched=None)
    stub("datatrove.utils.word_tokenizers", load_word_tokenizer=lambda language: Tokenizer())
    names = "gopher_repetition_filter gopher_quality_filter c4_filters fineweb_quality_filter".split()
    modules = [importlib.import_module("datatrove.pipeline.filters." + name) for name in names]
    text = sys.modules["datatrove.utils.text"]
    for module in modules:
        if hasattr(module, "split_into_words"):
            module.split_into_words = lambda text, language=None: CUTS.tokens(text)
        if hasattr(module, "split_into_sentences"):
            module.split_into_sentences = lambda text, language=None: [0] * CUTS.sentences(text)
    modules[2].default_rng = lambda seed: types.SimpleNamespace(uniform=None)
    return types.SimpleNamespace(bad=modules[2].C4BadWordsFilter(), repetition=modules[0], quality=modules[1], c4=modules[2], fineweb=modules[3], text=text)


class Step:
    def __init__(self):
        pass

    def stat_update(self, *args, **kwargs):
        pass


class Tokenizer:
    def word_tokenize(self, text):
        return CUTS.tokens(text)


def redpajama():
    needed = ["core.quality_signals.natural_language", "core.quality_signals.repetitions", "core.quality_signals.content", "core.quality_signals.lines"]
    stub("core.quality_signals.utils.dsir", hash_feature=None)
    modules = [importlib.import_module(name) for name in needed]
    document = importlib.import_module("core.document")
    return types.SimpleNamespace(language=modules[0], repetition=modules[1], content=modules[2], lines=modules[3], Document=document.Document)


# --- what is asked of each ------------------------------------------------------------------------------------------

ONLY_TOP = [(2, 0.2), (3, 0.18), (4, 0.16)]
ONLY_DUPLICATE = [(5, 0.15), (6, 0.14), (7, 0.13), (8, 0.12), (9, 0.11), (10, 0.10)]


def kept(result):
    return result is True or (isinstance(result, list) and len(result) == 1)


def doc(text):
    return types.SimpleNamespace(text=text, metadata={})


def of_datatrove(d, text, out):
    rep = d.repetition
    name = "gopher-repetition@datatrove"
    out[name] = kept(rep.GopherRepetitionFilter().filter(doc(text)))
    repetition_values(rep, text, name, out)
    quality = d.quality.GopherQualityFilter
    name = "gopher-quality@datatrove"
    out[name] = kept(quality().filter(doc(text)))
    off = dict(min_doc_words=None, max_doc_words=None, min_avg_word_length=None, max_avg_word_length=None, max_symbol_word_ratio=None,
               max_bullet_lines_ratio=None, max_ellipsis_lines_ratio=None, max_non_alpha_words_ratio=None, min_stop_words=None)
    for rule, on in (("word-count", dict(min_doc_words=50, max_doc_words=100000)), ("bullet-lines", dict(max_bullet_lines_ratio=0.9)),
                     ("mean-word-length", dict(min_avg_word_length=3, max_avg_word_length=10)), ("ellipsis-lines", dict(max_ellipsis_lines_ratio=0.3)),
                     ("alphabetic-words", dict(max_non_alpha_words_ratio=0.8)), ("stop-words", dict(min_stop_words=2))):
        if CUTS.tokens(text) and any(d.text.PUNCTUATION_SET.isdisjoint(w) for w in CUTS.tokens(text)):
            out[f"{name}/{rule}"] = kept(quality(**{**off, **on}).filter(doc(text)))
    c4 = d.c4.C4QualityFilter
    for name, settings in (("c4-lines@datatrove", {}), ("c4-lines@fineweb", dict(filter_no_terminal_punct=False))):
        page = doc(text)
        out[name] = kept(c4(**settings).filter(page)) and page.text != ""
        if out[name]:
            out[name + "/text"] = sha(page.text)
    out["bad-words@datatrove"] = kept(d.bad.filter(doc(text)))
    out["long-lines"] = kept(d.c4.C4ParagraphFilter().filter(doc(text)))
    out["fineweb-quality@datatrove"] = kept(safe(lambda: d.fineweb.FineWebQualityFilter().filter(doc(text))))
    page = doc(text)
    steps = [rep.GopherRepetitionFilter(), quality(), c4(filter_no_terminal_punct=False), d.fineweb.FineWebQualityFilter()]
    out["preset:fineweb"] = all(kept(step.filter(page)) for step in steps)
    out["preset:gopher@datatrove"] = out["gopher-repetition@datatrove"] and out["gopher-quality@datatrove"]


def repetition_values(rep, text, name, out):
    if text:
        lines = rep.GopherRepetitionFilter()._line_splitter.split(text)
        paragraphs = rep.GopherRepetitionFilter().paragraph_exp.split(text.strip())
        for what, pieces in (("line", lines), ("paragraph", paragraphs)):
            count, characters = rep.find_duplicates(pieces)
            out[f"{name}/duplicate-{what}s"] = count / len(pieces)
            out[f"{name}/duplicate-{what}-characters"] = characters / len(text)
        words = CUTS.tokens(text)
        for n, _ in ONLY_TOP:
            grams = rep.get_n_grams(words, n)
            out[f"{name}/top-{n}-gram"] = rep.find_top_duplicate(grams) / len(text) if grams else 0
        for n, _ in ONLY_DUPLICATE:
            out[f"{name}/duplicate-{n}-gram"] = rep.find_all_duplicate(words, n) / len(text)


def of_fineweb2(d, language, config, text, out):
    """The filters of fineweb-2-pipeline.py, section 5, with its settings; the words are those of the other side."""
    preset, gopher = {"zh": ("fineweb2-cmn", "fineweb2-quality-cmn"), "ja": ("fineweb2-jpn", "gopher-quality")}[language]
    steps = {
        "gopher-repetition": d.repetition.GopherRepetitionFilter(
            dup_para_frac=0, dup_line_char_frac=0, dup_para_char_frac=0, dup_line_frac=config["dup_line_frac"],
            top_n_grams=config["top_n_grams"], dup_n_grams=config["dup_n_grams"]),
        "fineweb-quality": d.fineweb.FineWebQualityFilter(
            short_line_thr=999, char_duplicates_ratio=0.1, line_punct_thr=config["line_punct_thr"], new_line_ratio=config["new_line_ratio"]),
        gopher: d.quality.GopherQualityFilter(
            max_avg_word_length=config["max_avg_word_length"], min_avg_word_length=config["min_avg_word_length"],
            stop_words=config["stopwords"], max_non_alpha_words_ratio=config["max_non_alpha_words_ratio"], min_stop_words=2)}
    for name, step in steps.items():
        out[f"{name}@{preset}"] = kept(safe(lambda: step.filter(doc(text))))
    out["preset:" + preset] = all(out[f"{name}@{preset}"] for name in steps)
    repetition_values(d.repetition, text, "gopher-repetition@" + preset, out)


def safe(call):
    """A filter that divides by the number of tokens of a text without any keeps nothing."""
    try:
        return call()
    except ZeroDivisionError:
        return False


DOLMA = {"word_count": "word-count", "median_word_length": "median-word-length", "symbol_to_word_ratio": "symbol-ratio",
         "fraction_of_words_with_alpha_character": "alphabetic-words", "required_word_count": "stop-words",
         "fraction_of_lines_starting_with_bullet_point": "bullet-lines", "fraction_of_lines_ending_with_ellipsis": "ellipsis-lines"}


def of_dolma(module, text, out, reading="dolma"):
    a = module.get_attributes(text, ignore_empty_lines=reading == "dolma-v2")
    q, r = f"gopher-quality@{reading}", f"gopher-repetition@{reading}"
    for attribute, rule in DOLMA.items():
        out[f"{q}/{rule}"] = getattr(a, attribute)
    out[r + "/duplicate-lines"] = a.fraction_of_duplicate_lines
    out[r + "/duplicate-line-characters"] = a.fraction_of_characters_in_duplicate_lines
    for n, value in a.fraction_of_characters_in_most_common_ngram:
        out[f"{r}/top-{n}-gram"] = value
    for n, value in a.fraction_of_characters_in_duplicate_ngrams:
        out[f"{r}/duplicate-{n}-gram"] = value
    # The limits of configs/dolma-v1_6/mixing/cc-head.yaml, and what it means by them.
    out[q] = (50 <= a.word_count <= 100000 and 3 <= a.median_word_length <= 10 and a.symbol_to_word_ratio <= 0.1
              and a.fraction_of_words_with_alpha_character >= 0.8 and a.required_word_count >= 2
              and a.fraction_of_lines_starting_with_bullet_point <= 0.9 and a.fraction_of_lines_ending_with_ellipsis <= 0.3)
    repeats = a.fraction_of_duplicate_lines <= 0.3 and a.fraction_of_characters_in_duplicate_lines <= 0.3
    for n, value in a.fraction_of_characters_in_duplicate_ngrams:
        repeats = repeats and value <= dict(ONLY_DUPLICATE)[n]
    if reading == "dolma-v2":
        out["preset:gopher@dolma"] = out[q] and repeats


def of_dclm(refs, text, out):
    f, change = refs.dclm, refs.change
    page = lambda: {"text": text}
    q, r = "gopher-quality@dclm", "gopher-repetition@dclm"
    rules = [("word-count", lambda p: f.page_length_filter(p, "word", 50, 100000, ignore_punctuation=True, model="uniseg")),
             ("mean-word-length", lambda p: f.word_length_filter(p, 3, 10)), ("symbol-ratio", lambda p: f.symbol_ratio_filter(p, 0.1)),
             ("bullet-lines", lambda p: f.bullet_count_filter(p, 0.9)), ("ellipsis-lines", lambda p: f.ellipsis_count_filter(p, 0.3)),
             ("alphabetic-words", lambda p: f.alphabetic_word_ratio_filter(p, 0.2)), ("stop-words", lambda p: f.stop_word_filter(p, False, 2))]
    for rule, call in rules:
        out[f"{q}/{rule}"] = kept(call(page()))
    out[q] = all(out[f"{q}/{rule}"] for rule, _ in rules)
    out[r] = kept(f.massive_web_repetition_filters(page()))
    cache = {}
    for what in ("line", "paragraph"):
        out[f"{r}/duplicate-{what}s"] = kept(f.repetition_filter(page(), what, 0.3, count_characters=False, cache=cache))
        out[f"{r}/duplicate-{what}-characters"] = kept(f.repetition_filter(page(), what, 0.2, cache=cache))
    for n, limit in ONLY_TOP + ONLY_DUPLICATE:
        out[f"{r}/{'top' if n < 5 else 'duplicate'}-{n}-gram"] = kept(f.repetition_filter(page(), n, limit, cache=cache))
    out["preset:gopher@dclm"] = out[q] and out[r]
    out["bad-words@dclm"] = kept(refs.bad(page()))
    out["bad-words@dolma"] = not refs.c4.get_attributes(text).has_naughty_word
    left = lines_of_refinedweb(refs, text)
    out["refinedweb-lines@dclm"] = left is not None
    if left is not None:
        out["refinedweb-lines@dclm/text"] = sha(left)
    out["preset:refinedweb"] = out[q] and out[r] and left is not None
    left = c4_of_dclm(refs, text)
    out["c4-lines@dclm"] = left is not None
    if left is not None:
        out["c4-lines@dclm/text"] = sha(left.strip())
    out["duplicate-lines@letters/text"] = sha(change.within_page_dedup(page(), "line", True)[0]["text"])


def through(page, steps):
    for step in steps:
        after = step(page)
        if len(after) != 1:
            return None
        page = after[0]
    return page["text"]


def lines_of_refinedweb(refs, text):
    c, f = refs.change, refs.dclm
    count = refs.enrich.word_counter_enricher
    return through({"text": text}, [
        lambda p: count(p, key="before"),
        lambda p: c.uppercase_ratio_line_modifier(p, 0.5), lambda p: c.numeric_ratio_line_modifier(p, 0.999999), refs.counter,
        lambda p: c.line_length_modifier(p, 2), *refs.phrases, lambda p: f.word_removal_ratio_filter(p, "before", max_removed_ratio=0.05)])


def c4_of_dclm(refs, text):
    c = refs.change
    return through({"text": text}, [
        lambda p: c.word_length_modifier(p, 1000, model="split"), refs.citations, refs.ends,
        lambda p: c.line_length_modifier(p, 5), refs.lorem, refs.javascript, refs.bracket, refs.policy,
        lambda p: refs.dclm.page_length_filter(p, "sentence", 3)])


def prepare(refs):
    """The functions of DataComp-LM that its factory makes, with the settings of its YAML files."""
    make = lambda function, **settings: function(**settings)
    c, f = refs.change, refs.dclm
    refs.counter = make(c.counter_line_modifier)
    refs.phrases = [make(c.substring_line_modifier, banlist="items in cart", max_length=10, remove_substring_only=True),
                    make(c.substring_line_modifier, banlist="Read more...", max_length=10, location="suffix", remove_substring_only=True),
                    make(c.substring_line_modifier, banlist="Sign-in", max_length=10, location="prefix", remove_substring_only=True)]
    refs.citations, refs.ends = make(c.citation_removal_modifier), make(c.punctuation_line_modifier, remove_ellipses=True)
    refs.lorem, refs.bracket = make(f.substring_filter, banlist=["lorem ipsum"]), make(f.substring_filter, banlist=["{"])
    refs.bad = make(f.substring_filter, banlist=bad_words(), exact_word=True)
    refs.javascript = make(c.substring_line_modifier, banlist=["javascript"])
    refs.policy = make(c.substring_line_modifier, banlist=["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"])


REDPAJAMA = {"language": ["RPS_Doc_Num_Sentences", "RPS_Doc_Word_Count", "RPS_Doc_Mean_Word_Length", "RPS_Doc_Symbol_To_Word_Ratio",
                          "RPS_Doc_Frac_Lines_End_With_Ellipsis", "RPS_Doc_Frac_No_Alph_Words", "RPS_Doc_Frac_Unique_Words",
                          "RPS_Doc_Unigram_Entropy", "RPS_Doc_Frac_All_Caps_Words"],
             "repetition": [f"RPS_Doc_Frac_Chars_Top_{n}gram" for n in (2, 3, 4)] + [f"RPS_Doc_Frac_Chars_Dupe_{n}Grams" for n in range(5, 11)],
             "content": ["RPS_Doc_Lorem_Ipsum", "RPS_Doc_Curly_Bracket"]}
REDPAJAMA_LINES = ["RPS_Lines_Javascript_Counts", "RPS_Lines_Ending_With_Terminal_Punctution_Mark", "RPS_Lines_Num_Words",
                   "RPS_Lines_Uppercase_Letter_Fraction", "RPS_Lines_Numerical_Chars_Fraction", "RPS_Lines_Start_With_Bulletpoint"]


def of_redpajama(module, text, out):
    document = module.Document(text, domain=None)
    for part, names in REDPAJAMA.items():
        for name in names:
            value = getattr(getattr(module, part), name)()(document)[0][2]
            if value is not None:
                out["redpajama-signals/" + name.lower()] = value
    for name in REDPAJAMA_LINES:
        values = [v for _, _, v in getattr(module.lines, name)()(document)]
        if values:
            out["redpajama-signals/" + name.lower()] = sum(values) / len(values)


def decide(refs, page, only):
    CUTS.page = page
    out = {}
    if refs.fineweb2:
        of_fineweb2(refs.datatrove, page["language"], refs.fineweb2[page["language"]], page["text"], out)
        return {name: round(check, 12) if isinstance(check, float) else check for name, check in out.items()}
    asked = {"datatrove": lambda: of_datatrove(refs.datatrove, page["text"], out), "dclm": lambda: of_dclm(refs, page["text"], out),
             "dolma": lambda: [of_dolma(refs.dolma, page["text"], out, reading) for reading in ("dolma", "dolma-v2")],
             "redpajama": lambda: of_redpajama(refs.redpajama, page["text"], out)}
    for name in only or asked:
        asked[name]()
    return {name: round(check, 12) if isinstance(check, float) else check for name, check in out.items()}


def times(refs, pages):
    d = refs.datatrove
    filters = {
        "datatrove gopher-repetition": d.repetition.GopherRepetitionFilter().filter, "datatrove gopher-quality": d.quality.GopherQualityFilter().filter,
        "datatrove c4": d.c4.C4QualityFilter().filter, "datatrove fineweb": d.fineweb.FineWebQualityFilter().filter}
    filters = {name: (lambda call: lambda text: call(doc(text)))(call) for name, call in filters.items()}
    filters["dolma gopher_v1"] = refs.dolma.get_attributes
    filters["dclm gopher-repetition"] = lambda text: refs.dclm.massive_web_repetition_filters({"text": text})
    filters["dclm refinedweb lines"] = lambda text: lines_of_refinedweb(refs, text)
    print("| filter | documents | CPU s | documents a CPU second |\n|---|---|---|---|")
    for name, call in filters.items():
        start = time.process_time()
        for page in pages:
            CUTS.page = page
            call(page["text"])
        seconds = time.process_time() - start
        print(f"| {name} | {len(pages)} | {seconds:.1f} | {len(pages) / seconds:.0f} |")


def settings_of_fineweb2(folder):
    import yaml
    files = {"zh": "cmn_Hani.yml", "ja": "jpn_Jpan.yml"}
    return {language: yaml.safe_load((folder / file).read_text(encoding="utf-8")) for language, file in files.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in "texts out datatrove dolma dclm redpajama".split():
        parser.add_argument("--" + name, required=name != "out")
    parser.add_argument("--fineweb2", help="a checkout of huggingface/fineweb-2: only its filters, over texts in Chinese or Japanese")
    parser.add_argument("--time", action="store_true")
    parser.add_argument("--only", action="append", choices="datatrove dolma dclm redpajama".split(), help="only this one's filters")
    args = parser.parse_args()
    refs = load(args)
    refs.fineweb2 = args.fineweb2 and settings_of_fineweb2(Path(args.fineweb2) / "configs")
    prepare(refs)
    pages = [json.loads(line) for line in open(args.texts, encoding="utf-8")]
    if args.time:
        times(refs, pages)
        return
    with open(args.out, "w", encoding="utf-8") as out:
        for page in pages:
            out.write(json.dumps({"id": page["id"], "checks": decide(refs, page, args.only)}, separators=(",", ":")) + "\n")
    print(f"{len(pages)} texts; another text before a filter: {sorted(CUTS.missed)}", file=sys.stderr)


if __name__ == "__main__":
    main()
