package org.lumoauth.agents.vault.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A grant as it is kept, without its tokens.
 *
 * @param id {@code cgr_} and a ULID
 * @param connectionId of which connection
 * @param holder whose: a user's id, or {@link #MACHINE}
 * @param status where it stands
 * @param scopes what the provider gave
 * @param refreshable whether new access tokens come without anybody's doing
 * @param issuedAt when the access token came
 * @param expiresAt until when it holds, if the provider said so
 * @param createdAt when the grant was made
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

  /** {@link #holder} of the organization's own grant. */
  public static final String MACHINE = "-";

  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int PART = 5;

  /**
   * How long a token is taken to be fresh where the provider does not say (RFC 6749 section 5.1):
   * no longer than most live, as a new one costs little.
   */
  private static final Duration ASSUMED = Duration.ofHours(1);

  public VaultGrant {
    scopes = List.copyOf(scopes);
  }

  /** Whether it is the organization's own. */
  public boolean isMachineGrant() {
    return holder.equals(MACHINE);
  }

  /** What audit records tell of it. */
  public Map<String, Object> recorded() {
    return Map.of(
        "grant",
        id,
        "holder",
        isMachineGrant() ? "organization" : "user:" + holder,
        "scope",
        scopes);
  }

  /** Whether the access token holds now, as far as is known. */
  public boolean holds(Instant now) {
    return status == VaultGrantStatus.ACTIVE && expiresAt.map(now::isBefore).orElse(true);
  }

  /**
   * Whether the access token holds long enough to be worth giving: a minute, or a fifth of its
   * whole life where that is less. Of one that is renewed without anybody's doing, and of which
   * nobody said when it ends, an hour is taken to be the life.
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
