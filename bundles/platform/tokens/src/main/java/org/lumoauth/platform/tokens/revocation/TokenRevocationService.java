/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.revocation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.tokens.jwt.AccessTokenClaimNames;
import org.lumoauth.platform.tokens.revocation.TokenRevocationStore.RevocationMark;
import org.lumoauth.platform.tokens.revocation.TokenRevocationStore.RevokedSubject;
import org.lumoauth.platform.tokens.revocation.TokenRevocationStore.RevokedTokenKey;

/**
 * Revocations, in memory and in the store.
 *
 * <p>Tokens of a subject are ordered by their {@code jti}: a revocation mark is an identifier
 * created at the time of revocation, and every token with a smaller identifier is revoked. With
 * seconds or milliseconds the order of two events in one instant would be undefined. Grants and
 * sessions never become active again: their marks apply to every token, even if it is issued while
 * they are being revoked.
 */
public final class TokenRevocationService {

  private static final String TOKEN = "tok_";

  private final TokenRevocationStore store;
  private final IdGenerator identifiers;
  private final InstantSource clock;
  private final TokenLifetimeLimits lifetimes;
  private final Map<RevokedTokenKey, Long> revoked = new ConcurrentHashMap<>();
  private final Map<RevokedSubject, RevocationMark> marks = new ConcurrentHashMap<>();

  /** Loads the current revocations. */
  public TokenRevocationService(
      PersistenceUnit unit,
      IdGenerator identifiers,
      InstantSource clock,
      TokenLifetimeLimits lifetimes) {
    this.store = new TokenRevocationStore(unit);
    this.identifiers = identifiers;
    this.clock = clock;
    this.lifetimes = lifetimes;
    store.load(EpochMicrosConverter.toMicros(clock.instant()), revoked::put, marks::put);
  }

  /**
   * Returns whether the token is revoked, directly or by one of its source tokens, its client,
   * subject, grant, session, represented user, actors, issuers, delegations, or the clients of the
   * source tokens.
   */
  public boolean isRevoked(VerifiedToken token) {
    return (!revoked.isEmpty()
            && (revoked.containsKey(new RevokedTokenKey(token.tenantId(), token.id()))
                || madeFromRevoked(token.tenantId(), token.claims())))
        || (!marks.isEmpty() && (marked(token) || hasEnded(token.tenantId(), token.claims())));
  }

  /**
   * Returns whether the grant, the session, a delegation or a source token in these claims was
   * revoked.
   */
  public boolean hasEnded(String tenantId, Map<String, Object> claims) {
    return madeFromRevoked(tenantId, claims)
        || hasEnded(tenantId, SubjectRef.GRANT, claims.get(AccessTokenClaimNames.GRANT))
        || hasEnded(tenantId, SubjectRef.SESSION, claims.get(AccessTokenClaimNames.SESSION))
        || AccessTokenClaimNames.texts(claims, AccessTokenClaimNames.DELEGATIONS).stream()
            .anyMatch(id -> hasEnded(tenantId, AccessTokenClaimNames.DELEGATION, id));
  }

  /** Revokes one token, effective immediately and after a restart. */
  public void revoke(VerifiedToken token) {
    var key = new RevokedTokenKey(token.tenantId(), token.id());
    long expires = EpochMicrosConverter.toMicros(token.expiresAt());
    revoked.put(key, expires);
    store.revoke(key, expires);
  }

  /** Revokes every token of the subject issued until now. */
  public void revokeAll(String tenantId, SubjectRef subject) {
    mark(tenantId, subject, identifiers.next(TOKEN));
  }

  /** Revokes every token of the subject issued until the given time. */
  public void revokeAll(String tenantId, SubjectRef subject, Instant by) {
    mark(tenantId, subject, identifiers.last(TOKEN, by));
  }

  private void mark(String tenantId, SubjectRef subject, String upTo) {
    var key = new RevokedSubject(tenantId, subject.type(), subject.id());
    Instant until = clock.instant().plus(lifetimes.of(subject));
    var mark = new RevocationMark(upTo, EpochMicrosConverter.toMicros(until));
    marks.merge(key, mark, RevocationMark::later);
    store.mark(key, mark);
  }

  /** Reloads the state of a token, which another node may have revoked. */
  public void refresh(String tenantId, String jti) {
    var key = new RevokedTokenKey(tenantId, jti);
    store.findToken(key).ifPresent(expires -> revoked.put(key, expires));
  }

  /** Reloads the mark of a subject, which another node may have changed. */
  public void refresh(String tenantId, SubjectRef subject) {
    var key = new RevokedSubject(tenantId, subject.type(), subject.id());
    store.findMark(key).ifPresent(mark -> marks.merge(key, mark, RevocationMark::later));
  }

  /** Removes revocations of expired tokens. */
  public void purge() {
    long now = EpochMicrosConverter.toMicros(clock.instant());
    store.purge(now);
    revoked.values().removeIf(expires -> expires < now);
    marks.values().removeIf(mark -> mark.expiresMicros() < now);
  }

  /** Removes the revocations of a tenant. */
  public void erase(String tenantId) {
    store.erase(tenantId);
    revoked.keySet().removeIf(token -> token.tenantId().equals(tenantId));
    marks.keySet().removeIf(subject -> subject.tenantId().equals(tenantId));
  }

  private boolean madeFromRevoked(String tenantId, Map<String, Object> claims) {
    return claims.get(AccessTokenClaimNames.SOURCES) instanceof List<?> sources
        && sources.stream()
            .anyMatch(id -> revoked.containsKey(new RevokedTokenKey(tenantId, String.valueOf(id))));
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
    if (token.claims().get(AccessTokenClaimNames.ON_BEHALF_OF) instanceof String user
        && marked(token, SubjectRef.USER, user)) {
      return true;
    }
    for (SubjectRef issuer : AccessTokenClaimNames.issuers(token.claims())) {
      if (marked(token, issuer.type(), issuer.id())) {
        return true;
      }
    }
    return AccessTokenClaimNames.texts(token.claims(), AccessTokenClaimNames.SOURCE_CLIENTS)
        .stream()
        .anyMatch(client -> marked(token, SubjectRef.CLIENT, client));
  }

  private boolean marked(VerifiedToken token, String type, String id) {
    RevocationMark mark = marks.get(new RevokedSubject(token.tenantId(), type, id));
    return mark != null && token.id().compareTo(mark.upTo()) <= 0;
  }

  private boolean hasEnded(String tenantId, String type, Object id) {
    return id instanceof String text && marks.containsKey(new RevokedSubject(tenantId, type, text));
  }
}
