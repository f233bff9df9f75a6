package dev.sluice.testweb.fault;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Well-formed answers that are not the page. */
public final class Status {
  private Status() {}

  /** A status for the first so many requests; the page from then on. */
  public record Times(int status, int times) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(wire.occurrence() > times ? page : Reply.status(status));
    }

    @Override
    public boolean deliversPage(String target) {
      return times < Integer.MAX_VALUE;
    }
  }

  /** A status with Retry-After for the first so many requests; the page from then on. */
  public record RetryAfter(int status, int times, Duration delay, boolean asDate) implements Fault {
    private static final DateTimeFormatter HTTP_DATE =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      if (wire.occurrence() > times) {
        wire.reply(page);
        return;
      }
      // An HTTP date has whole seconds: rounded up, so that the wait is never shorter than asked.
      String value =
          asDate
              ? HTTP_DATE.format(Instant.now().plus(delay).plusMillis(999))
              : String.valueOf(delay.toSeconds());
      wire.reply(Reply.status(status).with("Retry-After", value));
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  /** A redirect to this location, which is sent as it stands. */
  public record RedirectTo(int status, String location) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(Reply.redirect(status, location));
    }

    @Override
    public List<String> leadsTo(String target) {
      return List.of(location);
    }
  }

  /** A redirect that does not say where to. */
  public record RedirectNowhere(int status) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(Reply.status(status));
    }
  }

  /** Two URLs that redirect to each other. */
  public record RedirectLoop() implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(Reply.redirect(302, leadsTo(wire.request().target()).get(0)));
    }

    @Override
    public List<String> leadsTo(String target) {
      int query = target.indexOf('?');
      return List.of(query < 0 ? target + "?again=1" : target.substring(0, query));
    }
  }

  /** So many redirects in a row, {@code ?hop=1} and on; the last leads to the page. */
  public record RedirectChain(int hops) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      List<String> next = leadsTo(wire.request().target());
      wire.reply(next.isEmpty() ? page : Reply.redirect(302, next.get(0)));
    }

    @Override
    public boolean deliversPage(String target) {
      return leadsTo(target).isEmpty();
    }

    @Override
    public List<String> leadsTo(String target) {
      int query = target.indexOf("?hop=");
      int hop = query < 0 ? 0 : Integer.parseInt(target.substring(query + 5));
      String path = query < 0 ? target : target.substring(0, query);
      return hop >= hops ? List.of() : List.of(path + "?hop=" + (hop + 1));
    }
  }

  /** A redirect to a URL that was never there before, from each of which another one follows. */
  public record RedirectOn() implements Fault {
    private static final String NAME = "?at=";

    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      String target = wire.request().target();
      int query = target.indexOf(NAME);
      String path = query < 0 ? target : target.substring(0, query);
      // The same for the same URL, so that whoever asks again does not start another chain.
      int next = (target.hashCode() * 31 + 7) & Integer.MAX_VALUE;
      wire.reply(Reply.redirect(302, path + NAME + Integer.toHexString(next)));
    }
  }

  /** A status with this Retry-After, whatever it says. */
  public record RetryAfterText(int status, String value) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      wire.reply(Reply.status(status).with("Retry-After", value));
    }
  }
}
