package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.HostPattern;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The entries of one list of hosts, domains and URLs, held as sorted 64-bit hashes: eight bytes an
 * entry, whatever its length.
 *
 * <p>A line is one of
 *
 * <ul>
 *   <li>{@code example.org}, {@code .example.org}, {@code *.example.org}: the domain, with every
 *       host below it (UT1's {@code domains});
 *   <li>{@code www.example.org}: the host, with and without {@code www.}, and nothing below it, or
 *       a list that names {@code www.} of a platform would take all its authors;
 *   <li>{@code 0.0.0.0 example.org}: the host, with and without {@code www.}, as a hosts file means
 *       it;
 *   <li>{@code example.org/path}, with {@code https://} or without: the URL and all that go on
 *       after it with a slash or a query (UT1's {@code urls}). Port and letter case do not matter.
 * </ul>
 *
 * What is none of these is passed over, as is what stands behind {@code #}.
 *
 * <p><b>Cost.</b> A page is looked up once for each label of its host, and, if the list has URLs,
 * once for each part of its path: each a binary search. <b>Error.</b> That a host which is not
 * listed has the hash of one that is happens, with five million entries, once in 10^12 look-ups;
 * the matching entry is told, so it would show.
 *
 * <p>Hashes are FNV-1a (Fowler, Noll, Vo) over the UTF-16 code units, with the finaliser of
 * MurmurHash3, since FNV's high bits alone are weak for short names.
 */
final class UrlTable {

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long MIX_1 = 0xff51afd7ed558ccdL;
  private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;
  private static final int MIX_SHIFT = 33;

  private static final int CHUNK = 1 << 16;
  private static final String WWW = "www.";
  private static final Set<String> HOSTS_FILE_ADDRESSES =
      Set.of("0.0.0.0", "127.0.0.1", "::", "::0", "::1");

  /** What an entry stands for; the first character of what is hashed. */
  private enum Kind {
    DOMAIN,
    HOST,
    URL
  }

  private final long[] hashes;
  private final boolean hasUrls;

  private UrlTable(long[] hashes, boolean hasUrls) {
    this.hashes = hashes;
    this.hasUrls = hasUrls;
  }

  /** The entries of a file. */
  static UrlTable of(ListFile file) {
    Builder builder = new Builder();
    try (Stream<String> lines = file.lines()) {
      lines.forEach(builder::line);
    }
    return builder.build();
  }

  /** How many different entries there are. */
  int size() {
    return hashes.length;
  }

  /**
   * The entry that a URL is covered by, as its own host or the beginning of its address shows it.
   */
  Optional<String> match(PageUrl url) {
    String host = url.host();
    String bare = withoutWww(host);
    if (has(Kind.HOST, bare)) {
      return Optional.of(bare);
    }
    for (int from = 0; from >= 0; from = next(host, from)) {
      String domain = host.substring(from);
      if (has(Kind.DOMAIN, domain)) {
        return Optional.of(domain);
      }
    }
    return hasUrls
        ? matchPath(bare + url.pathAndQuery().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static int next(String host, int from) {
    int dot = host.indexOf('.', from);
    return dot < 0 ? -1 : dot + 1;
  }

  /** Looks up the address up to each of its slashes and its question mark, and as a whole. */
  private Optional<String> matchPath(String address) {
    for (int end = address.indexOf('/') + 1; end <= address.length(); end++) {
      boolean isEnd = end == address.length() || "/?".indexOf(address.charAt(end)) >= 0;
      String part = isEnd ? address.substring(0, end) : "";
      if (isEnd && has(Kind.URL, part)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private boolean has(Kind kind, String name) {
    return Arrays.binarySearch(hashes, hash(kind, name)) >= 0;
  }

  private static String withoutWww(String host) {
    return host.startsWith(WWW) ? host.substring(WWW.length()) : host;
  }

  private static long hash(Kind kind, String name) {
    long hash = (FNV_BASIS ^ kind.ordinal()) * FNV_PRIME;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ hash >>> MIX_SHIFT) * MIX_1;
    hash = (hash ^ hash >>> MIX_SHIFT) * MIX_2;
    return hash ^ hash >>> MIX_SHIFT;
  }

  /**
   * Collects entries in pieces of half a megabyte, so that a long list is not copied as it grows.
   */
  private static final class Builder {

    private final List<long[]> full = new ArrayList<>();
    private long[] chunk = new long[CHUNK];
    private int used;
    private boolean hasUrls;

    void line(String line) {
      int comment = line.indexOf('#');
      String text = (comment < 0 ? line : line.substring(0, comment)).strip();
      String[] words = text.split("\\s+");
      if (words.length == 1) {
        entry(text.toLowerCase(Locale.ROOT));
      } else if (HOSTS_FILE_ADDRESSES.contains(words[0])) {
        for (int i = 1; i < words.length; i++) {
          HostPattern.normal(words[i]).ifPresent(host -> add(Kind.HOST, withoutWww(host)));
        }
      }
    }

    private void entry(String text) {
      int scheme = text.indexOf("://");
      String address = scheme < 0 ? text : text.substring(scheme + 3);
      int slash = address.indexOf('/');
      String authority = slash < 0 ? address : address.substring(0, slash);
      String path = slash < 0 ? "" : withoutLastSlash(address.substring(slash));
      host(authority).ifPresent(host -> add(host, path));
    }

    private static Optional<String> host(String authority) {
      String name = authority.replaceFirst("^(\\*)?\\.", "").replaceFirst(":\\d+$", "");
      return HostPattern.normal(name);
    }

    private static String withoutLastSlash(String path) {
      return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void add(String host, String path) {
      if (!path.isEmpty()) {
        hasUrls = true;
        add(Kind.URL, withoutWww(host) + path);
      } else if (host.startsWith(WWW)) {
        add(Kind.HOST, withoutWww(host));
      } else {
        add(Kind.DOMAIN, host);
      }
    }

    private void add(Kind kind, String name) {
      if (used == CHUNK) {
        full.add(chunk);
        chunk = new long[CHUNK];
        used = 0;
      }
      chunk[used++] = hash(kind, name);
    }

    UrlTable build() {
      long[] all = new long[full.size() * CHUNK + used];
      for (int i = 0; i < full.size(); i++) {
        System.arraycopy(full.get(i), 0, all, i * CHUNK, CHUNK);
      }
      System.arraycopy(chunk, 0, all, full.size() * CHUNK, used);
      Arrays.sort(all);
      return new UrlTable(distinct(all), hasUrls);
    }

    private static long[] distinct(long[] sorted) {
      int kept = 0;
      for (int i = 0; i < sorted.length; i++) {
        if (i == 0 || sorted[i] != sorted[i - 1]) {
          sorted[kept++] = sorted[i];
        }
      }
      return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
    }
  }
}
