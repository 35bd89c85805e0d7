package org.lumoauth.api.authn;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** What an authenticator may see of a request. */
public interface RequestView {

  /** The method in upper case. */
  String method();

  /** The absolute URL without query, on the configured base URL. */
  String url();

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
