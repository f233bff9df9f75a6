package dev.sluice.corpus.bad;

import com.github.luben.zstd.Zstd;
import org.apache.hc.core5.http.HttpHost;
import org.brotli.dec.BrotliInputStream;

/** Speaks the fetcher's libraries outside of its room. */
record SpeaksHttp(HttpHost host, Zstd packed, BrotliInputStream decoder) {}
