/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.authn.sessions.entity.SessionRow;
import org.lumoauth.authn.sessions.entity.SessionRowKey;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.RowQuota;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Accesses the table of sessions. */
@Component(service = SessionStore.class)
public final class SessionStore {

  static final PersistenceUnitDefinition UNIT =
      new PersistenceUnitDefinition(
          "authn-sessions",
          SessionStore.class,
          List.of(SessionRowKey.class, SessionRow.class),
          "db/authn-sessions.xml");

  private static final RowQuota QUOTA = new RowQuota("sessions", "sessions_session", 5_000_000);

  static final String OF_TENANT = " from SessionRow s where s.key.tenantId = :tenant";
  static final String OF_SUBJECT = " and s.subjectType = :type and s.subjectId = :subject";
  static final String HOLDS =
      " and s.endedAt is null and s.expiresAt > :now and s.lastSeenAt + s.idleMicros > :now";
  static final String NEWEST_FIRST = " order by s.createdAt desc, s.key.id desc";

  private final PersistenceUnit unit;

  @Activate
  public SessionStore(@Reference PersistenceUnitFactory units) {
    this(units.open(UNIT));
  }

  SessionStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Returns the queries for administrators on the same table. */
  SessionAdminQuery pages() {
    return new SessionAdminQuery(unit);
  }

  /**
   * Inserts a session.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   */
  void insert(String tenantId, StoredSession stored) {
    unit.requireWithinQuota(QUOTA, tenantId);
    var session = stored.session();
    unit.groupCommit(
        "insert into sessions_session (tenant_id, id, secret_hash, subject_type, subject_id,"
            + " authenticated_at, amr, acr, created_at, last_seen_at, idle_micros, expires_at,"
            + " lapses_at, remembered, remote_address, user_agent)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        session.id(),
        stored.secretHash(),
        session.subject().type(),
        session.subject().id(),
        SessionEpochMicrosConverter.of(session.authenticatedAt()),
        SessionRowMapper.amr(session),
        session.acr(),
        SessionEpochMicrosConverter.of(session.createdAt()),
        SessionEpochMicrosConverter.of(session.lastSeenAt()),
        SessionEpochMicrosConverter.of(stored.idle()),
        SessionEpochMicrosConverter.of(session.expiresAt()),
        SessionEpochMicrosConverter.of(SessionRowMapper.lapse(stored)),
        session.remembered(),
        session.remoteAddress(),
        session.userAgent().orElse(null));
  }

  /**
   * Replaces the session with the same id.
   *
   * @return whether it existed and had not been revoked
   */
  boolean renew(String tenantId, StoredSession stored) {
    return unit.write(
        em ->
            locked(em, tenantId, stored.session().id())
                .filter(row -> row.endedAt() == null)
                .map(
                    row -> {
                      SessionRowMapper.write(row, stored);
                      return true;
                    })
                .orElse(false));
  }

  /** Returns the session with this id, even if it is expired or revoked. */
  Optional<StoredSession> find(String tenantId, String id) {
    return unit.read(em -> row(em, tenantId, id).map(SessionRowMapper::toStored));
  }

  /** Returns the subject's active sessions, the newest first. */
  List<StoredSession> findActive(String tenantId, SubjectRef subject, Instant now) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select s" + OF_TENANT + OF_SUBJECT + HOLDS + NEWEST_FIRST, SessionRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("type", subject.type())
                .setParameter("subject", subject.id())
                .setParameter("now", SessionEpochMicrosConverter.of(now))
                .getResultList()
                .stream()
                .map(SessionRowMapper::toStored)
                .toList());
  }

  /** A session with its tenant. */
  record TenantSessionId(String tenantId, String id) {}

  /** Returns expired sessions of all tenants that were not revoked, in order of expiry. */
  List<TenantSessionId> findLapsed(Instant now, int limit) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select s.key.tenantId, s.key.id from SessionRow s where s.lapsesAt <= :now"
                        + " order by s.lapsesAt",
                    Object[].class)
                .setParameter("now", SessionEpochMicrosConverter.of(now))
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(row -> new TenantSessionId((String) row[0], (String) row[1]))
                .toList());
  }

  /** Returns the ids of all sessions of the tenant that were not revoked. */
  List<String> findOpenIds(String tenantId) {
    return unit.read(
        em ->
            em.createQuery("select s.key.id" + OF_TENANT + " and s.endedAt is null", String.class)
                .setParameter("tenant", tenantId)
                .getResultList());
  }

  /** Records the use of a session. */
  void recordSeen(String tenantId, String id, Instant now) {
    unit.run(
        em ->
            em.createNativeQuery(
                    "update sessions_session set last_seen_at = ?, lapses_at = case"
                        + " when lapses_at is null then null"
                        + " when idle_micros + ? < expires_at then idle_micros + ?"
                        + " else expires_at end"
                        + " where tenant_id = ? and id = ? and last_seen_at < ?")
                .setParameter(1, SessionEpochMicrosConverter.of(now))
                .setParameter(
                    2, SessionEpochMicrosConverter.of(now.plus(SessionRowMapper.WRITTEN_LATE)))
                .setParameter(
                    3, SessionEpochMicrosConverter.of(now.plus(SessionRowMapper.WRITTEN_LATE)))
                .setParameter(4, tenantId)
                .setParameter(5, id)
                .setParameter(6, SessionEpochMicrosConverter.of(now))
                .executeUpdate());
  }

  /**
   * Revokes a session.
   *
   * @param told the events to publish
   * @return whether this call revoked it
   */
  boolean end(String tenantId, String id, Instant now, OutboxEvents told) {
    return unit.write(
        em -> {
          boolean ends =
              em.createNativeQuery(
                          "update sessions_session set ended_at = ?, lapses_at = null"
                              + " where tenant_id = ? and id = ? and ended_at is null")
                      .setParameter(1, SessionEpochMicrosConverter.of(now))
                      .setParameter(2, tenantId)
                      .setParameter(3, id)
                      .executeUpdate()
                  > 0;
          if (ends) {
            unit.announce(told);
          }
          return ends;
        });
  }

  /** Exempts a session from revocation by a password change until that time. */
  void spareUntil(String tenantId, String id, Instant until) {
    unit.run(
        em ->
            em.createNativeQuery(
                    "update sessions_session set kept_until = ? where tenant_id = ? and id = ?")
                .setParameter(1, SessionEpochMicrosConverter.of(until))
                .setParameter(2, tenantId)
                .setParameter(3, id)
                .executeUpdate());
  }

  /** Deletes sessions that expired or were revoked before that time. */
  int purge(Instant before) {
    return purge("expires_at", before) + purge("ended_at", before); // Each uses its own index.
  }

  private int purge(String column, Instant before) {
    return unit.deleteInBatches(
        "delete from sessions_session where " + column + " < ?",
        SessionEpochMicrosConverter.of(before));
  }

  /** Locks the session until the end of the transaction. */
  private static Optional<SessionRow> locked(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(
        em.find(SessionRow.class, new SessionRowKey(tenantId, id), LockModeType.PESSIMISTIC_WRITE));
  }

  private static Optional<SessionRow> row(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(em.find(SessionRow.class, new SessionRowKey(tenantId, id)));
  }
}
