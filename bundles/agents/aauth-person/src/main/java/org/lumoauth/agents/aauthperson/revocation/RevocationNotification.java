/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.time.Instant;

/**
 * A notification to a server that a token was revoked.
 *
 * @param tokenKey the token's key
 * @param recipient the server
 * @param document the recipient's role, by its metadata document such as {@code
 *     aauth-resource.json}
 * @param signer this server's role, by its metadata document such as {@code aauth-person.json}
 * @param tokenId the token's {@code jti}
 * @param cause the cause of the revocation: the key of a token, or of an agent
 * @param attempts the number of attempts
 * @param due when the next attempt is due
 * @param outcome the outcome; empty while there is none
 * @param expiresAt the token's own expiry
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

  /** The recipient recorded the revocation. */
  static final String RECORDED = "recorded";

  /** The recipient does not support revocation (AAuth draft, section Revocation Response). */
  static final String UNSUPPORTED = "revocation_unsupported";

  /** The recipient did not respond as expected; a later attempt may succeed. */
  static final String UNAVAILABLE = "revocation_unavailable";
}
