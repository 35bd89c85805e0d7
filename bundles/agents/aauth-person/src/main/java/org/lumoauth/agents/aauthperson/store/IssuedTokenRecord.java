/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import java.time.Instant;

/**
 * The record of a token issued through this server (AAuth draft, section Token Revocation,
 * Records); it never contains the token itself.
 *
 * @param issuer the issuer: this server, or an access server contacted by it
 * @param id its {@code jti}
 * @param kind {@code person} or {@code auth}
 * @param document this server's role for the token, by its metadata document such as {@code
 *     aauth-person.json}
 * @param audience the resource
 * @param origin the agent, the person and the source tokens
 */
public record IssuedTokenRecord(
    String issuer,
    String id,
    String kind,
    String document,
    String audience,
    TokenOrigin origin,
    Instant issuedAt,
    Instant expiresAt) {

  /** Returns the key of the token. */
  public String key() {
    return key(issuer, id);
  }

  /** Returns the key for a token of an issuer. */
  public static String key(String issuer, String id) {
    return RecordKeyHash.of(issuer, id);
  }
}
