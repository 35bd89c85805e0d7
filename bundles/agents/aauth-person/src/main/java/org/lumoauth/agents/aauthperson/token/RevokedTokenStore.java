/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.MissionStatusLookup;
import org.lumoauth.agents.aauthperson.store.PersonServerRecordStore;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores tokens revoked by their issuers, by issuer and {@code jti} (AAuth draft, section Token
 * Revocation).
 */
@Component(service = RevokedTokenStore.class)
public final class RevokedTokenStore {

  private static final String REVOKED = "aap-revoked";
  private static final String SEEN = "aap-agent-token";
  private static final String CUT = "aap-agent-cut";

  /** Pending access server requests can use the presented token for ten more minutes. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(12);

  private static final Duration LONGEST = Duration.ofHours(25);

  private final ShortLivedRecordStore store;
  private final IssuedTokenRecordStore tokens;
  private final MissionStatusLookup missions;

  @Activate
  public RevokedTokenStore(
      @Reference ShortLivedRecordStore store,
      @Reference IssuedTokenRecordStore tokens,
      @Reference PersonServerRecordStore records) {
    this.store = store;
    this.tokens = tokens;
    this.missions = new MissionStatusLookup(records);
  }

  /**
   * The record of an accepted agent token, or of the revocation of an agent's tokens.
   *
   * @param agent the agent
   * @param at when, in milliseconds since 1970
   */
  public record AgentTokenRevocationRecord(String agent, long at) {}

  /**
   * Whether a token is revoked. Revoking an agent's tokens or a mission also revokes the tokens
   * issued to that agent or in that mission, and the tokens derived from them.
   */
  boolean isRevoked(TenantContext tenant, String issuer, String id) {
    String key = IssuedTokenRecord.key(issuer, id);
    if (isRevokedItself(tenant, key)) {
      return true;
    }
    Optional<IssuedTokenRecord> issued = tokens.find(tenant.id(), key);
    return issued.isPresent()
        && tokens.findChain(tenant.id(), issued.get()).stream()
            .anyMatch(each -> ended(tenant, each));
  }

  private boolean ended(TenantContext tenant, IssuedTokenRecord token) {
    TokenOrigin origin = token.origin();
    // A revoked token also revokes the tokens issued for it (section Revocation Cascade).
    return isRevokedItself(tenant, token.key())
        || !origin.presented().isEmpty() && isRevokedItself(tenant, origin.presented())
        || !origin.mission().isEmpty() && missions.isEnded(tenant, origin.mission())
        || cut(tenant, origin.agent(), token)
        || !origin.subAgent().isEmpty() && cut(tenant, origin.subAgent(), token);
  }

  /** Whether the token with this key was revoked directly. */
  public boolean isRevokedItself(TenantContext tenant, String key) {
    return store.find(tenant, REVOKED, key, AgentTokenRevocationRecord.class).isPresent();
  }

  private boolean cut(TenantContext tenant, String agent, IssuedTokenRecord token) {
    return kept(tenant, CUT, agent)
        .filter(cut -> cut.at() >= token.issuedAt().toEpochMilli())
        .isPresent();
  }

  /** Records the agent of an accepted agent token. */
  public void recordAcceptedToken(
      TenantContext tenant, String issuer, String id, String agent, long expiresAt) {
    Instant until = Instant.ofEpochSecond(expiresAt).plus(AFTERWARDS);
    store.add(
        tenant,
        SEEN,
        IssuedTokenRecord.key(issuer, id),
        new AgentTokenRevocationRecord(agent, System.currentTimeMillis()),
        until);
  }

  /**
   * Revokes a token; repeating it has no effect.
   *
   * @param issuer the issuer, as proved by its signature
   * @param expiresAt the token's own expiry
   * @return the agent, if it is an accepted agent token
   */
  public Optional<String> revoke(
      TenantContext tenant, String issuer, String id, Instant expiresAt) {
    Instant until = expiresAt.plus(AFTERWARDS);
    String key = IssuedTokenRecord.key(issuer, id);
    store.add(
        tenant,
        REVOKED,
        key,
        new AgentTokenRevocationRecord("", System.currentTimeMillis()),
        until);
    return kept(tenant, SEEN, key).map(AgentTokenRevocationRecord::agent);
  }

  /** Revokes all tokens issued to an agent so far. */
  public void cut(TenantContext tenant, String agent) {
    store.remove(tenant, CUT, agent);
    var now = new AgentTokenRevocationRecord("", System.currentTimeMillis());
    store.add(tenant, CUT, agent, now, Instant.now().plus(LONGEST));
  }

  private Optional<AgentTokenRevocationRecord> kept(TenantContext tenant, String kind, String key) {
    return store
        .find(tenant, kind, key, AgentTokenRevocationRecord.class)
        .map(entry -> entry.value());
  }
}
