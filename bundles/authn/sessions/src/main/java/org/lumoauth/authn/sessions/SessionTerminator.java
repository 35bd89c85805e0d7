/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.cache.LimitCheckSchedule;

/** Revokes sessions and notifies listeners. */
final class SessionTerminator {
  private static final int AT_ONCE = 200;

  private record UserSessionsKey(String tenantId, SubjectRef subject) {}

  private final LimitCheckSchedule<UserSessionsKey> limitCheck = new LimitCheckSchedule<>();
  private final SessionStore store;
  private final SessionCache memory;
  private final SessionEventRecorder journal;
  private final InstantSource clock;

  SessionTerminator(
      SessionStore store, SessionCache memory, SessionEventRecorder journal, InstantSource clock) {
    this.store = store;
    this.memory = memory;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Revokes a session.
   *
   * @return whether this call revoked it
   */
  boolean end(TenantContext tenant, String sessionId, AuditInitiator by) {
    var stored = store.find(tenant.id(), sessionId);
    var told = journal.endEvent(tenant.id(), sessionId);
    if (stored.isEmpty() || !store.end(tenant.id(), sessionId, clock.instant(), told)) {
      return false;
    }
    memory.forget(tenant.id(), sessionId);
    journal.recordEnd(tenant, stored.get().session(), told, by);
    return true;
  }

  /** Revokes the sessions of a subject except one. Returns the number of revoked sessions. */
  int endAll(
      TenantContext tenant, SubjectRef subject, Optional<String> butSessionId, AuditInitiator by) {
    return (int)
        store.findActive(tenant.id(), subject, clock.instant()).stream()
            .map(stored -> stored.session().id())
            .filter(id -> !butSessionId.equals(Optional.of(id)))
            .filter(id -> end(tenant, id, by))
            .count();
  }

  /** Revokes every session of the tenant. Returns the number of revoked sessions. */
  int endAll(TenantContext tenant, AuditInitiator by) {
    return (int) store.findOpenIds(tenant.id()).stream().filter(id -> end(tenant, id, by)).count();
  }

  /**
   * Revokes the sessions of a disabled user.
   *
   * @param until sessions that began after this time continue
   */
  int endStopped(TenantContext tenant, SubjectRef subject, Instant until) {
    return (int)
        store.findActive(tenant.id(), subject, clock.instant()).stream()
            .filter(stored -> begun(stored, until))
            .filter(
                stored ->
                    end(
                        tenant,
                        stored.session().id(),
                        SessionEventRecorder.ownInitiator(stored.session())))
            .count();
  }

  private static boolean begun(StoredSession stored, Instant until) {
    return !stored.session().createdAt().isAfter(until);
  }

  /**
   * Revokes the sessions of a user after a password change, except the session that changed it.
   *
   * @param until sessions that began after this time continue
   */
  int endAfterPasswordChange(TenantContext tenant, SubjectRef subject, Instant until) {
    var now = clock.instant();
    return (int)
        store.findActive(tenant.id(), subject, now).stream()
            .filter(stored -> begun(stored, until))
            .filter(stored -> stored.keptUntil().filter(now::isBefore).isEmpty())
            .filter(
                stored ->
                    end(
                        tenant,
                        stored.session().id(),
                        SessionEventRecorder.ownInitiator(stored.session())))
            .count();
  }

  /**
   * Publishes {@code session.ended} for expired and idle sessions. Exactly one of several servers
   * publishes each event.
   */
  void endLapsed() {
    var now = clock.instant();
    List<SessionStore.TenantSessionId> lapsed;
    do {
      lapsed = store.findLapsed(now, AT_ONCE);
      for (SessionStore.TenantSessionId session : lapsed) {
        endUnserved(session.tenantId(), session.id());
      }
    } while (lapsed.size() == AT_ONCE);
  }

  /**
   * Revokes the sessions of a user in a tenant that is not served now.
   *
   * @param until sessions that began after this time continue
   */
  void endUnserved(String tenantId, SubjectRef subject, Instant until) {
    for (StoredSession stored : store.findActive(tenantId, subject, clock.instant())) {
      if (begun(stored, until)) {
        endUnserved(tenantId, stored.session().id());
      }
    }
  }

  private void endUnserved(String tenantId, String sessionId) {
    var told = journal.endEvent(tenantId, sessionId);
    if (store.end(tenantId, sessionId, clock.instant(), told)) {
      memory.forget(tenantId, sessionId);
      told.publish();
    }
  }

  /** Revokes the oldest sessions of a user with more than the maximum. */
  void endOldest(TenantContext tenant, SubjectRef subject, SessionPolicy policy) {
    int limit = policy.maxPerUser();
    if (limit > 0 && limitCheck.isDue(new UserSessionsKey(tenant.id(), subject), limit)) {
      store.findActive(tenant.id(), subject, clock.instant()).stream()
          .skip(limit)
          .forEach(
              stored ->
                  end(
                      tenant,
                      stored.session().id(),
                      SessionEventRecorder.ownInitiator(stored.session())));
    }
  }
}
