package dev.sluice.engine.fetch;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom TLS believes: the authorities of a trust store, for the names that their certificates are
 * for (RFC 9110 §4.3.4).
 *
 * <p>Where a seed allows it, a server that cannot be verified is talked to all the same. Its
 * certificate is looked at in the same way, and the connection remembers that it did not pass.
 */
public final class Tls {

  private static final String[] PROTOCOLS = {"http/1.1"};

  private final X509ExtendedTrustManager authorities;
  private final SSLContext verifying;

  private Tls(@Nullable KeyStore trusted) {
    this.authorities = authorities(trusted);
    this.verifying = context(authorities);
  }

  /** Believes the authorities that this Java believes. */
  public static Tls system() {
    return new Tls(null);
  }

  /** Believes the authorities whose certificates are in this store. */
  public static Tls trusting(KeyStore authorities) {
    return new Tls(authorities);
  }

  /** A secured connection; {@code unverified} if nobody vouches for the server's name. */
  record Secured(SSLSocket socket, boolean unverified) {}

  /**
   * Shakes hands over a connection that is open.
   *
   * @param host the name that the certificate must be for; an IPv6 address without brackets
   */
  Secured shakeHands(Socket plain, String host, int port, boolean allowUnverified)
      throws IOException {
    // A context of its own keeps no sessions, so every handshake looks at the certificate.
    Lenient lenient = new Lenient(authorities);
    SSLContext context = allowUnverified ? context(lenient) : verifying;
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(PROTOCOLS);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new Secured(socket, lenient.doubtful);
  }

  private static X509ExtendedTrustManager authorities(@Nullable KeyStore trusted) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      for (TrustManager one : factory.getTrustManagers()) {
        if (one instanceof X509ExtendedTrustManager authorities) {
          return authorities;
        }
      }
      throw new IllegalStateException("this Java cannot verify certificates");
    } catch (GeneralSecurityException noTrustStore) {
      throw new IllegalStateException("the trust store cannot be used", noTrustStore);
    }
  }

  private static SSLContext context(X509ExtendedTrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException noTls) {
      throw new IllegalStateException("this Java has no TLS", noTls);
    }
  }

  /** Lets every server pass, and remembers whether it should have. For one connection. */
  private static final class Lenient extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager authorities;
    private volatile boolean doubtful;

    Lenient(X509ExtendedTrustManager authorities) {
      this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      try {
        authorities.checkServerTrusted(chain, type, socket);
      } catch (CertificateException nobodyVouches) {
        doubtful = true;
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      doubtful = true; // engines are not used here
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      doubtful = true; // without a socket there is no name to be verified
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      authorities.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      authorities.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      authorities.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.getAcceptedIssuers();
    }
  }
}
