package org.lumoauth.agents.aauthperson.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens that their issuers took back, by issuer and {@code jti} (section Token Revocation). */
@Component(service = Revocations.class)
public final class Revocations {

  private static final String REVOKED = "aap-revoked";
  private static final String ISSUED = "aap-issued";
  private static final String SEEN = "aap-agent-token";
  private static final String CUT = "aap-agent-cut";
  private static final Duration AFTERWARDS = Duration.ofMinutes(2);
  private static final Duration LONGEST = Duration.ofHours(25);

  private final ShortLivedStore store;

  @Activate
  public Revocations(@Reference ShortLivedStore store) {
    this.store = store;
  }

  /**
   * What is kept of a token that was made here, or of an agent token that was taken.
   *
   * @param agent the agent
   * @param at when, in milliseconds since 1970
   */
  public record Kept(String agent, long at) {}

  /** Whether a token is as if it had never been; an agent's end ends what it was given. */
  boolean revoked(TenantContext tenant, String issuer, String id) {
    if (store.find(tenant, REVOKED, key(issuer, id), Kept.class).isPresent()) {
      return true;
    }
    Optional<Kept> issued = kept(tenant, ISSUED, id);
    return issued.isPresent()
        && kept(tenant, CUT, issued.get().agent())
            .filter(cut -> cut.at() >= issued.get().at())
            .isPresent();
  }

  /** Remembers for whom a token was made. */
  void issued(TenantContext tenant, String id, String agent, long expiresAt) {
    Instant until = Instant.ofEpochSecond(expiresAt).plus(AFTERWARDS);
    store.add(tenant, ISSUED, id, new Kept(agent, System.currentTimeMillis()), until);
  }

  /** Remembers whose agent token was taken. */
  public void taken(TenantContext tenant, String issuer, String id, String agent, long expiresAt) {
    Instant until = Instant.ofEpochSecond(expiresAt).plus(AFTERWARDS);
    store.add(tenant, SEEN, key(issuer, id), new Kept(agent, System.currentTimeMillis()), until);
  }

  /**
   * Takes a token back. Saying so again changes nothing.
   *
   * @param issuer who said it, as its signature proved
   * @param expiresAt the token's own end
   */
  public void revoke(TenantContext tenant, String issuer, String id, Instant expiresAt) {
    long now = System.currentTimeMillis();
    Instant until = expiresAt.plus(AFTERWARDS);
    store.add(tenant, REVOKED, key(issuer, id), new Kept("", now), until);
    store
        .find(tenant, SEEN, key(issuer, id), Kept.class)
        .ifPresent(seen -> cut(tenant, seen.value().agent()));
  }

  /** Ends every token that an agent was given until now. */
  public void cut(TenantContext tenant, String agent) {
    store.remove(tenant, CUT, agent);
    var now = new Kept("", System.currentTimeMillis());
    store.add(tenant, CUT, agent, now, Instant.now().plus(LONGEST));
  }

  private Optional<Kept> kept(TenantContext tenant, String kind, String key) {
    return store.find(tenant, kind, key, Kept.class).map(entry -> entry.value());
  }

  private static String key(String issuer, String id) {
    return issuer + " " + id;
  }
}
