package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TlsTest {

  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1);
  private static KeyStore keys;

  private final Rig rig = new Rig();

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = Certificates.selfSigned();
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private RawServer server(String address) throws Exception {
    return rig.keep(
        new RawServer(Certificates.tlsListener(keys, address), (out, socket) -> out.write(OK)));
  }

  private Fetcher fetcher(Tls tls) {
    return rig.fetcher(Rig::unknown, Rig.LOOPBACK, Rig.LIMITS, tls);
  }

  private static FetchResult fetch(Fetcher fetcher, String url, boolean allowUnverified) {
    return fetcher.fetch(Rig.request(url).withAllowUnverified(allowUnverified));
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused_unless_that_is_allowed() throws Exception {
    RawServer server = server("127.0.0.1");
    String url = "https://127.0.0.1:" + server.port() + "/";
    Fetcher fetcher = fetcher(Tls.system());
    assertThat(((Failure) fetch(fetcher, url, false)).kind()).isEqualTo(FetchFailure.TLS);
    for (int i = 0; i < 3; i++) {
      Answer answer = (Answer) fetch(fetcher, url, true);
      assertThat(answer.unverified()).isTrue();
      assertThat(answer.body()).asString().isEqualTo("ok");
    }
    assertThat(((Failure) fetch(fetcher, url, false)).kind()).isEqualTo(FetchFailure.TLS);
  }

  @Test
  void a_certificate_of_a_trusted_authority_is_verified_also_where_it_need_not_be()
      throws Exception {
    RawServer server = server("127.0.0.1");
    String url = "https://127.0.0.1:" + server.port() + "/";
    Fetcher fetcher = fetcher(Tls.trusting(Certificates.trusting(keys)));
    for (boolean allowUnverified : new boolean[] {false, true, false}) {
      Answer answer = (Answer) fetch(fetcher, url, allowUnverified);
      assertThat(answer.unverified()).isFalse();
      assertThat(answer.body()).asString().isEqualTo("ok");
    }
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void a_trusted_certificate_for_another_name_is_refused_unless_that_is_allowed() throws Exception {
    RawServer server = server("127.0.0.2");
    String url = "https://127.0.0.2:" + server.port() + "/";
    Fetcher fetcher = fetcher(Tls.trusting(Certificates.trusting(keys)));
    assertThat(((Failure) fetch(fetcher, url, false)).kind()).isEqualTo(FetchFailure.TLS);
    assertThat(((Answer) fetch(fetcher, url, true)).unverified()).isTrue();
  }
}
