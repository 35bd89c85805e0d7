package org.lumoauth.agents.aauthperson.revocation;

import java.time.Instant;

/**
 * A server that is to hear that a token has ended.
 *
 * @param tokenKey the token's key
 * @param recipient the server
 * @param document in which of its roles it hears, as {@code aauth-resource.json}
 * @param signer in which of its roles this server says it, as {@code aauth-person.json}
 * @param tokenId the token's {@code jti}
 * @param cause what it ended with: the key of a token, or of an agent
 * @param attempts how often that was tried
 * @param due when it is tried next
 * @param outcome what came of it; empty while nothing did
 * @param expiresAt the token's own end
 */
record RevocationNotification(
    String tenantId,
    String tokenKey,
    String recipient,
    String document,
    String signer,
    String tokenId,
    String cause,
    int attempts,
    Instant due,
    String outcome,
    Instant expiresAt) {

  /** It was recorded there. */
  static final String RECORDED = "recorded";

  /** The recipient takes none (section Revocation Response). */
  static final String UNSUPPORTED = "revocation_unsupported";

  /** The recipient did not answer as it should; that may be otherwise later. */
  static final String UNAVAILABLE = "revocation_unavailable";
}
