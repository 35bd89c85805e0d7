package org.lumoauth.api.authn;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What an authenticator may see of a request. */
public interface HttpRequestView {

  /** The method in upper case. */
  String method();

  /** The absolute URL without query, on the configured base URL. */
  String url();

  /**
   * The query as it was sent, without its question mark, not decoded; empty where there is none.
   */
  default Optional<String> query() {
    return Optional.empty();
  }

  /**
   * The body, byte for byte, for credentials that cover it; who handles the request reads it again.
   *
   * @throws org.lumoauth.api.web.ApiException 413 {@code payload_too_large}, 400 if it does not
   *     arrive
   */
  default byte[] body() {
    return new byte[0];
  }

  /** The first value of a header, the name in any case. */
  Optional<String> header(String name);

  /** All values of a header. */
  List<String> headers(String name);

  /** The value of a cookie, the name byte for byte. */
  Optional<String> cookie(String name);

  /** The peer's address as text, after trusted proxies. */
  String remoteAddress();

  /** The peer's certificate, where TLS or a trusted proxy gave one (RFC 8705). */
  default Optional<X509Certificate> certificate() {
    return Optional.empty();
  }
}
