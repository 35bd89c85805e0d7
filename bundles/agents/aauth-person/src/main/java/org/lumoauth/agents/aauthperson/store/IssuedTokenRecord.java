package org.lumoauth.agents.aauthperson.store;

import java.time.Instant;

/**
 * What is known of a token that an agent got here (section Token Revocation, Records): never the
 * token itself.
 *
 * @param issuer who made it: this server, or an access server that was asked for it
 * @param id its {@code jti}
 * @param kind {@code person} or {@code auth}
 * @param document under which of its roles this server answers for it, as {@code aauth-person.json}
 * @param audience the resource that it is for
 * @param origin who got it, for whom, and from what
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

  /** What names it. */
  public String key() {
    return key(issuer, id);
  }

  /** What names a token of an issuer. */
  public static String key(String issuer, String id) {
    return RecordKeyHash.of(issuer, id);
  }
}
