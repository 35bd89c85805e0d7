package org.lumoauth.api.oauth;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.token.VerifiedToken;

/**
 * A token that was made by exchange, and what it was made from (RFC 8693 section 2.1).
 *
 * @param token the token
 * @param subject the {@code subject_token}
 * @param actor the {@code actor_token}, where one was presented
 */
public record ExchangedToken(
    VerifiedToken token, PresentedExchangeToken subject, Optional<PresentedExchangeToken> actor) {

  /**
   * A token that was presented.
   *
   * @param type its type, a URI of RFC 8693 section 3
   * @param issuer {@code iss}
   * @param subject whom of the tenant it is about
   * @param token the token itself, where it is an access token of this server
   */
  public record PresentedExchangeToken(
      String type, String issuer, SubjectRef subject, Optional<VerifiedToken> token) {}
}
