package org.lumoauth.platform.tokens.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.tokens.revocation.RevocationStore.RevokedToken;
import org.lumoauth.platform.tokens.revocation.RevocationStore.Subject;

/**
 * What is revoked, in memory and in the store.
 *
 * <p>Tokens of a subject are told apart by their {@code jti}, which are made in order: a mark is an
 * identifier made at the time of revocation, and every token with a smaller one is revoked. Seconds
 * or milliseconds would leave it open which of two events in one instant came first.
 */
public final class Revocations {

  private final RevocationStore store;
  private final Identifiers identifiers;
  private final InstantSource clock;
  private final Duration longestLife;
  private final Map<RevokedToken, Long> revoked = new ConcurrentHashMap<>();
  private final Map<Subject, String> marks = new ConcurrentHashMap<>();

  /** Reads what is in force. */
  public Revocations(
      PersistenceUnit unit, Identifiers identifiers, InstantSource clock, Duration longestLife) {
    this.store = new RevocationStore(unit);
    this.identifiers = identifiers;
    this.clock = clock;
    this.longestLife = longestLife;
    store.load(micros(clock.instant()), revoked::put, marks::put);
  }

  /** Whether the token, its client, its subject or one of its actors is revoked. */
  public boolean covers(VerifiedToken token) {
    return (!revoked.isEmpty()
            && revoked.containsKey(new RevokedToken(token.tenantId(), token.id())))
        || (!marks.isEmpty() && marked(token));
  }

  /** Revokes one token; it holds for nobody from here on and after a restart. */
  public void revoke(VerifiedToken token) {
    var key = new RevokedToken(token.tenantId(), token.id());
    long expires = micros(token.expiresAt());
    revoked.put(key, expires);
    store.revoke(key, expires);
  }

  /** Revokes every token of the subject that was made until now. */
  public void revokeAll(String tenantId, SubjectRef subject) {
    var key = new Subject(tenantId, subject.type(), subject.id());
    String mark = identifiers.next("tok_");
    marks.merge(key, mark, Revocations::later);
    store.mark(key, mark, micros(clock.instant().plus(longestLife)));
  }

  /** Reads again what another node may have revoked. */
  public void refresh(String tenantId, String jti) {
    var key = new RevokedToken(tenantId, jti);
    store.findToken(key).ifPresent(expires -> revoked.put(key, expires));
  }

  /** Reads again what another node may have revoked. */
  public void refresh(String tenantId, SubjectRef subject) {
    var key = new Subject(tenantId, subject.type(), subject.id());
    store.findMark(key).ifPresent(mark -> marks.merge(key, mark, Revocations::later));
  }

  /** Forgets revocations of tokens that have expired anyway. */
  public void purge() {
    long now = micros(clock.instant());
    store.purge(now);
    revoked.values().removeIf(expires -> expires < now);
  }

  /** Forgets a tenant. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    revoked.keySet().removeIf(token -> token.tenantId().equals(tenantId));
    marks.keySet().removeIf(subject -> subject.tenantId().equals(tenantId));
  }

  private boolean marked(VerifiedToken token) {
    if (marked(token, SubjectRef.CLIENT, token.clientId())
        || marked(token, token.subject().type(), token.subject().id())) {
      return true;
    }
    for (SubjectRef actor : token.actors()) {
      if (marked(token, actor.type(), actor.id())) {
        return true;
      }
    }
    return false;
  }

  private boolean marked(VerifiedToken token, String type, String id) {
    String mark = marks.get(new Subject(token.tenantId(), type, id));
    return mark != null && token.id().compareTo(mark) <= 0;
  }

  private static String later(String one, String other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
