/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.VerifiedToken;

/**
 * A token issued by token exchange, and the presented tokens (RFC 8693 section 2.1).
 *
 * @param token the issued token
 * @param subject the {@code subject_token}
 * @param actor the {@code actor_token}, if one was presented
 */
public record CompletedTokenExchange(
    VerifiedToken token, PresentedExchangeToken subject, Optional<PresentedExchangeToken> actor) {

  /**
   * A presented token.
   *
   * @param type its type, a URI of RFC 8693 section 3
   * @param issuer {@code iss}
   * @param subject the tenant's subject of the token
   * @param token the token itself, if it is an access token of this server
   */
  public record PresentedExchangeToken(
      String type, String issuer, SubjectRef subject, Optional<VerifiedToken> token) {}
}
