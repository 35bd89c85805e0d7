package org.lumoauth.oauth.grant.tokenexchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ExchangedToken.PresentedExchangeToken;
import org.lumoauth.api.token.VerifiedToken;

/**
 * A token that was presented and holds.
 *
 * @param type what it is
 * @param id its {@code jti}, where it has one
 * @param issuer {@code iss}
 * @param name {@code sub}, in the issuer's own form
 * @param subject whom of this tenant it is about
 * @param actors who acts for the subject, the current actor first
 * @param clients to whom it was issued
 * @param scope the ceiling of what is made from it
 * @param audience what it is for; empty means that it is for whoever got it
 * @param expiresAt until when it holds
 * @param confirmation the key that it is bound to
 * @param issuers ids of the trusted issuers that it came from
 * @param claims what it says
 * @param token the token itself, where it is an access token of this server
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

  /** The scope that an access token of this server is limited to; empty of anything else. */
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
