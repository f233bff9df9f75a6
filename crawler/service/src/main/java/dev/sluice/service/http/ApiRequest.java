package dev.sluice.service.http;

import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody asks: the path, what stands behind the question mark, and the body. */
public final class ApiRequest {

  private final String path;
  private final String address;
  private final Map<String, String> query;
  private final Optional<String> session;
  private final Optional<String> ifNoneMatch;
  private final @Nullable Setting body;

  ApiRequest(
      String path,
      String address,
      Map<String, String> query,
      Optional<String> session,
      Optional<String> ifNoneMatch,
      @Nullable Setting body) {
    this.path = path;
    this.address = address;
    this.query = query;
    this.session = session;
    this.ifNoneMatch = ifNoneMatch;
    this.body = body;
  }

  /** The path. */
  public String path() {
    return path;
  }

  /** Where it comes from. */
  String address() {
    return address;
  }

  /** What stands behind the question mark under a name. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * What must stand there.
   *
   * @throws SettingsException if it does not
   */
  public String query(String name) {
    return find(name)
        .orElseThrow(
            () -> new SettingsException("'" + name + "' is missing: ask with ?" + name + "=…"));
  }

  /**
   * A whole number that stands there, or what holds without.
   *
   * @throws SettingsException if it is none, or out of these bounds, both inclusive
   */
  public int number(String name, int least, int most, int standard) {
    return find(name)
        .map(text -> Setting.ofText("query", 1, name, text))
        .map(setting -> (int) setting.number(least, most))
        .orElse(standard);
  }

  /**
   * The body.
   *
   * @throws SettingsException if there is none
   */
  public Setting body() {
    if (body == null) {
      throw new SettingsException("a body is missing: send a JSON object");
    }
    return body;
  }

  /** The secret of the session that it belongs to. */
  Optional<String> session() {
    return session;
  }

  /** The tag of what the asker has already. */
  Optional<String> ifNoneMatch() {
    return ifNoneMatch;
  }
}
