package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The dashboard: files of the program, which a browser keeps until they change. */
final class StaticRoutes implements Routes {

  private static final String PREFIX = "/assets/";
  private static final String INDEX = "index.html";

  /** One plain name: nothing can climb out of the folder. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json");

  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  /** A file, and what tells one version of it from another. */
  @SuppressWarnings("ArrayRecordComponent") // compared by its tag
  private record Asset(String type, byte[] bytes, String tag) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, "/", "The dashboard.")
            .open()
            .answers(200, "The page.", "text/html")
            .by(request -> answer(request, INDEX)),
        Route.at(GET, PREFIX + "*", "The dashboard's scripts, styles and pictures.")
            .open()
            .answers(200, "The file.", "*/*")
            .answers(304, "The browser has it already.", "")
            .fails(404, "There is no such file.")
            .by(request -> answer(request, request.path().substring(PREFIX.length()))));
  }

  private Answer answer(ApiRequest request, String name) {
    Optional<Asset> found = NAME.matcher(name).matches() ? find(name) : Optional.empty();
    return found
        .map(asset -> answer(request, asset))
        .orElseGet(
            () -> Answer.error(404, "not_found", "the dashboard has no file '" + name + "'"));
  }

  /** Only what there is is kept: asked for is anything. */
  private Optional<Asset> find(String name) {
    Optional<Asset> found = Optional.ofNullable(assets.get(name)).or(() -> read(name));
    found.ifPresent(asset -> assets.put(name, asset));
    return found;
  }

  private static Answer answer(ApiRequest request, Asset asset) {
    boolean known = request.ifNoneMatch().filter(asset.tag::equals).isPresent();
    Answer answer =
        known
            ? new Answer(304, "", new byte[0], Map.of())
            : new Answer(200, asset.type, asset.bytes, Map.of());
    return answer.with("ETag", asset.tag).with("Cache-Control", "no-cache");
  }

  private static Optional<Asset> read(String name) {
    try (InputStream in = StaticRoutes.class.getResourceAsStream("dashboard/" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      String suffix = name.substring(name.lastIndexOf('.') + 1);
      String type = TYPES.getOrDefault(suffix, "application/octet-stream");
      return Optional.of(new Asset(type, bytes, "\"" + digest(bytes) + "\""));
    } catch (IOException broken) {
      throw new UncheckedIOException("the dashboard's file " + name, broken);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
