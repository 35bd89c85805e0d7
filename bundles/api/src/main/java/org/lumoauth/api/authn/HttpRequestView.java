/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The part of a request that an authenticator may read. */
public interface HttpRequestView {

  /** Returns the method in upper case. */
  String method();

  /** Returns the absolute URL without query, based on the configured base URL. */
  String url();

  /**
   * Returns the query as sent, without its question mark and not decoded; empty if there is none.
   */
  default Optional<String> query() {
    return Optional.empty();
  }

  /**
   * Returns the body, byte for byte, for credentials that cover it. The request handler can read it
   * again.
   *
   * @throws org.lumoauth.api.web.ApiException 413 {@code payload_too_large}, 400 if the body does
   *     not arrive
   */
  default byte[] body() {
    return new byte[0];
  }

  /** Returns the first value of a header. The name is case-insensitive. */
  Optional<String> header(String name);

  /** Returns all values of a header. */
  List<String> headers(String name);

  /** Returns the value of a cookie. The name is compared byte for byte. */
  Optional<String> cookie(String name);

  /** Returns the address of the peer as text, after trusted proxies. */
  String remoteAddress();

  /** Returns the peer's certificate, if TLS or a trusted proxy provided one (RFC 8705). */
  default Optional<X509Certificate> certificate() {
    return Optional.empty();
  }
}
