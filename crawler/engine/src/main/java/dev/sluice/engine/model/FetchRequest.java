package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.function.Predicate;

/**
 * What to ask a server for, and how much of the answer to take.
 *
 * @param url what to ask for
 * @param wanted media types (lower case, without parameters) whose bodies are read; the bodies of
 *     others are left unread
 * @param maxBodyBytes longer bodies are cut here, counted after decoding
 * @param validators of the version that we have
 * @param allowUnverified whether a server whose certificate cannot be verified is asked all the
 *     same; its answer says so
 */
public record FetchRequest(
    PageUrl url,
    Predicate<String> wanted,
    int maxBodyBytes,
    Validators validators,
    boolean allowUnverified) {

  /** An unconditional request for whatever is there, to a server that TLS verifies. */
  public static FetchRequest of(PageUrl url, int maxBodyBytes) {
    return new FetchRequest(url, type -> true, maxBodyBytes, Validators.NONE, false);
  }

  /** The same request for these media types only. */
  public FetchRequest withWanted(Predicate<String> types) {
    return new FetchRequest(url, types, maxBodyBytes, validators, allowUnverified);
  }

  /** The same request on the condition that there is a version newer than ours. */
  public FetchRequest withValidators(Validators ours) {
    return new FetchRequest(url, wanted, maxBodyBytes, ours, allowUnverified);
  }

  /** The same request, to a server that TLS need not verify if that is allowed. */
  public FetchRequest withAllowUnverified(boolean allow) {
    return new FetchRequest(url, wanted, maxBodyBytes, validators, allow);
  }
}
