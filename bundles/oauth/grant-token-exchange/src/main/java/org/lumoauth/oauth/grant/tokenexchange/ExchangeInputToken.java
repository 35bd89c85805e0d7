/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange.PresentedExchangeToken;
import org.lumoauth.api.token.VerifiedToken;

/**
 * A valid token that was presented.
 *
 * @param type the token type
 * @param id the {@code jti}, if present
 * @param issuer the {@code iss}
 * @param name the {@code sub} in the issuer's form
 * @param subject the subject in this tenant
 * @param actors the actors, the current actor first
 * @param clients the clients that it was issued to
 * @param scope the maximum scope of tokens issued from it
 * @param audience its audience; empty means any client that has the token
 * @param expiresAt when it expires
 * @param confirmation the key that it is bound to
 * @param issuers the IDs of the trusted issuers it comes from
 * @param claims its claims
 * @param token the verified token, if it is an access token of this server
 */
record ExchangeInputToken(
    ExchangeTokenType type,
    Optional<String> id,
    String issuer,
    String name,
    SubjectRef subject,
    List<SubjectRef> actors,
    List<String> clients,
    Set<String> scope,
    List<String> audience,
    Instant expiresAt,
    Optional<Map<String, Object>> confirmation,
    List<String> issuers,
    Map<String, Object> claims,
    Optional<VerifiedToken> token) {

  /** Returns the scope limit of an access token of this server; empty for other tokens. */
  Optional<Set<String>> scopeLimit() {
    return token.map(VerifiedToken::scope);
  }

  PresentedExchangeToken presented() {
    return new PresentedExchangeToken(type.uri(), issuer, subject, token);
  }

  @Override
  public String toString() {
    return "PresentedToken[" + type + " " + id.orElse("") + "]";
  }
}
