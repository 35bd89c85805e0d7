package org.lumoauth.agents.aauthperson.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.store.MissionStatusLookup;
import org.lumoauth.agents.aauthperson.store.TokenOrigin;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens that their issuers took back, by issuer and {@code jti} (section Token Revocation). */
@Component(service = RevokedTokenStore.class)
public final class RevokedTokenStore {

  private static final String REVOKED = "aap-revoked";
  private static final String SEEN = "aap-agent-token";
  private static final String CUT = "aap-agent-cut";

  /** What was asked of an access server goes on for ten minutes with the token that was sent. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(12);

  private static final Duration LONGEST = Duration.ofHours(25);

  private final ShortLivedRecordStore store;
  private final IssuedTokenRecordStore tokens;
  private final MissionStatusLookup missions;

  @Activate
  public RevokedTokenStore(
      @Reference ShortLivedRecordStore store,
      @Reference IssuedTokenRecordStore tokens,
      @Reference MissionStatusLookup missions) {
    this.store = store;
    this.tokens = tokens;
    this.missions = missions;
  }

  /**
   * What is kept of an agent token that was taken, and of an agent's end.
   *
   * @param agent the agent
   * @param at when, in milliseconds since 1970
   */
  public record AgentTokenRevocationRecord(String agent, long at) {}

  /**
   * Whether a token is as if it had never been. The end of an agent, and that of a mission, ends
   * what was given to the one and in the other, and what others were given because of that.
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
    // A token that was taken back ends what was given for it (section Revocation Cascade).
    return isRevokedItself(tenant, token.key())
        || !origin.presented().isEmpty() && isRevokedItself(tenant, origin.presented())
        || !origin.mission().isEmpty() && missions.isEnded(tenant, origin.mission())
        || cut(tenant, origin.agent(), token)
        || !origin.subAgent().isEmpty() && cut(tenant, origin.subAgent(), token);
  }

  /** Whether the token of this key was taken back itself. */
  public boolean isRevokedItself(TenantContext tenant, String key) {
    return store.find(tenant, REVOKED, key, AgentTokenRevocationRecord.class).isPresent();
  }

  private boolean cut(TenantContext tenant, String agent, IssuedTokenRecord token) {
    return kept(tenant, CUT, agent)
        .filter(cut -> cut.at() >= token.issuedAt().toEpochMilli())
        .isPresent();
  }

  /** Remembers whose agent token was taken. */
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
   * Takes a token back. Saying so again changes nothing.
   *
   * @param issuer who said it, as its signature proved
   * @param expiresAt the token's own end
   * @return the agent whose token it was, if it was one of an agent that came here
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

  /** Ends every token that an agent was given until now. */
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
