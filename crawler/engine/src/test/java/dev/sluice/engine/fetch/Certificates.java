package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates that are made for a test. */
final class Certificates {

  private static final char[] PASSWORD = "secret".toCharArray();

  private Certificates() {}

  /** A key for 127.0.0.1 with a certificate that it has signed itself. */
  static KeyStore selfSigned() throws Exception {
    Path folder = Files.createTempDirectory("certificate");
    Path store = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias k -keyalg EC -dname CN=127.0.0.1 -validity 2"
                        + " -ext san=ip:127.0.0.1 -storetype PKCS12 -storepass secret -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Files.delete(store);
    Files.delete(folder);
    return keys;
  }

  /** A store that trusts a key's certificate. */
  static KeyStore trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("k", keys.getCertificate("k"));
    return trusted;
  }

  static ServerSocket tlsListener() throws Exception {
    return tlsListener(selfSigned(), "127.0.0.1");
  }

  static ServerSocket tlsListener(KeyStore keys, String address) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName(address));
  }
}
