/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stored grant without its tokens.
 *
 * @param id {@code cgr_} and a ULID
 * @param connectionId the id of the connection
 * @param holder the id of the user that granted access, or {@link #MACHINE} for the tenant's own
 *     grant
 * @param status the status
 * @param scopes the granted scopes
 * @param refreshable whether the access token can be renewed without the user
 * @param issuedAt when the access token was issued
 * @param expiresAt when the access token expires, if the provider returned it
 * @param createdAt the creation time of the grant
 * @param version changes with the tokens
 */
public record VaultGrant(
    String id,
    String connectionId,
    String holder,
    VaultGrantStatus status,
    List<String> scopes,
    boolean refreshable,
    Instant issuedAt,
    Optional<Instant> expiresAt,
    Instant createdAt,
    long version) {

  /** The value of {@link #holder} for the tenant's own grant. */
  public static final String MACHINE = "-";

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int PART = 5;

  /**
   * Assumed lifetime of an access token if the provider returns none (RFC 6749 section 5.1): at
   * most the usual lifetime, since a renewal is cheap.
   */
  private static final Duration ASSUMED = Duration.ofHours(1);

  public VaultGrant {
    scopes = List.copyOf(scopes);
  }

  /** Returns whether this is the tenant's own grant. */
  public boolean isMachineGrant() {
    return holder.equals(MACHINE);
  }

  /** Returns the details for audit records. */
  public Map<String, Object> recorded() {
    return Map.of(
        "grant",
        id,
        "holder",
        isMachineGrant() ? "organization" : "user:" + holder,
        "scope",
        scopes);
  }

  /** Returns whether the access token is valid now, as far as known. */
  public boolean holds(Instant now) {
    return status == VaultGrantStatus.ACTIVE && expiresAt.map(now::isBefore).orElse(true);
  }

  /**
   * Returns whether the access token is valid long enough to deliver: a minute, or a fifth of its
   * lifetime if that is shorter. A renewable token without a known expiry has an assumed lifetime
   * of one hour.
   */
  public boolean isFresh(Instant now) {
    return holds(now) && end().map(end -> now.isBefore(end.minus(margin(end)))).orElse(true);
  }

  private Optional<Instant> end() {
    return expiresAt.or(() -> refreshable ? Optional.of(issuedAt.plus(ASSUMED)) : Optional.empty());
  }

  private Duration margin(Instant end) {
    Duration part = Duration.between(issuedAt, end).dividedBy(PART);
    return part.compareTo(MARGIN) < 0 ? part : MARGIN;
  }
}
