/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.Arrays;
import java.util.Optional;

/** The supported token types (RFC 8693 section 3). */
enum ExchangeTokenType {
  ACCESS_TOKEN("urn:ietf:params:oauth:token-type:access_token"),
  /** Accepted only if the requested token type is not an access token. */
  REFRESH_TOKEN("urn:ietf:params:oauth:token-type:refresh_token"),
  ID_TOKEN("urn:ietf:params:oauth:token-type:id_token"),
  JWT("urn:ietf:params:oauth:token-type:jwt");

  private final String uri;

  ExchangeTokenType(String uri) {
    this.uri = uri;
  }

  String uri() {
    return uri;
  }

  static Optional<ExchangeTokenType> of(String uri) {
    return Arrays.stream(values()).filter(type -> type.uri.equals(uri)).findFirst();
  }
}
