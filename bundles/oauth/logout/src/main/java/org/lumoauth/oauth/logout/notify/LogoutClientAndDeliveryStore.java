/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores which clients received tokens in a session, and which of them must be notified when it
 * expires or is revoked.
 */
@Component(service = LogoutClientAndDeliveryStore.class)
public final class LogoutClientAndDeliveryStore {

  /** The maximum length of a stored client ID. */
  static final int MAX_CLIENT_ID = 512;

  private static final String OF_SESSION = " where tenant_id = ? and session_id = ?";

  private final PersistenceUnit unit;

  /**
   * A pending logout notification.
   *
   * @param attempts the number of previous attempts
   * @param due when the next attempt is due
   */
  record BackChannelLogoutDelivery(
      String tenantId,
      String sessionId,
      String clientId,
      SubjectRef subject,
      int attempts,
      Instant due) {}

  @Activate
  public LogoutClientAndDeliveryStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Records that a client received tokens in a session. Repeated calls are harmless. */
  void recordClient(
      String tenantId, String sessionId, String clientId, SubjectRef subject, Instant now) {
    try {
      unit.update(
          "insert into lgo_session_client"
              + " (tenant_id, session_id, client_id, subject_type, subject_id, noted_us)"
              + " values (?, ?, ?, ?, ?, ?)",
          tenantId,
          sessionId,
          clientId,
          subject.type(),
          subject.id(),
          now);
    } catch (DuplicateKeyException e) {
      return; // Already recorded.
    }
  }

  /** Returns the IDs of the clients that received tokens in a session. */
  public List<String> clients(String tenantId, String sessionId) {
    return unit.list(
        row -> row.getString(1),
        "select client_id from lgo_session_client" + OF_SESSION + " order by client_id",
        tenantId,
        sessionId);
  }

  /**
   * Creates a delivery for each client of a session that expired or was revoked. Each client is
   * handled separately, so that concurrently recorded clients are not lost.
   */
  void scheduleDeliveries(String tenantId, String sessionId, Instant now) {
    for (String clientId : clients(tenantId, sessionId)) {
      try {
        scheduleDeliveries(tenantId, sessionId, clientId, now);
      } catch (DuplicateKeyException e) { // Another node has already created the delivery.
        unit.jdbc(connection -> forget(connection, tenantId, sessionId, clientId));
      }
    }
  }

  private void scheduleDeliveries(String tenantId, String sessionId, String clientId, Instant now) {
    unit.jdbc(
        connection -> {
          SqlStatementRunner.update(
              connection,
              "insert into lgo_delivery (tenant_id, session_id, client_id, subject_type,"
                  + " subject_id, attempts, next_us)"
                  + " select tenant_id, session_id, client_id, subject_type, subject_id, 0, "
                  + ChronoUnit.MICROS.between(Instant.EPOCH, now)
                  + " from lgo_session_client"
                  + OF_SESSION
                  + " and client_id = ?",
              tenantId,
              sessionId,
              clientId);
          return forget(connection, tenantId, sessionId, clientId);
        });
  }

  private static int forget(
      Connection connection, String tenantId, String sessionId, String clientId)
      throws SQLException {
    return SqlStatementRunner.update(
        connection,
        "delete from lgo_session_client" + OF_SESSION + " and client_id = ?",
        tenantId,
        sessionId,
        clientId);
  }

  /** Returns the due deliveries, oldest first. */
  List<BackChannelLogoutDelivery> findDue(Instant now, int limit) {
    return unit.list(
        LogoutClientAndDeliveryStore::delivery,
        "select tenant_id, session_id, client_id, subject_type, subject_id, attempts,"
            + " next_us from lgo_delivery where next_us <= ? order by next_us limit "
            + limit,
        now);
  }

  private static BackChannelLogoutDelivery delivery(ResultSet row) throws SQLException {
    return new BackChannelLogoutDelivery(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        new SubjectRef(row.getString(4), row.getString(5)),
        row.getInt(6),
        SqlStatementRunner.instant(row, "next_us"));
  }

  /**
   * Claims a delivery for an attempt and sets when it is retried if the attempt fails.
   *
   * @return whether the delivery was unchanged since it was read; exactly one of several nodes
   *     claims it
   */
  boolean claim(BackChannelLogoutDelivery delivery, Instant next) {
    return unit.update(
            "update lgo_delivery set attempts = ?, next_us = ?"
                + OF_SESSION
                + " and client_id = ? and attempts = ? and next_us = ?",
            delivery.attempts() + 1,
            next,
            delivery.tenantId(),
            delivery.sessionId(),
            delivery.clientId(),
            delivery.attempts(),
            delivery.due())
        == 1;
  }

  void remove(BackChannelLogoutDelivery delivery) {
    unit.update(
        "delete from lgo_delivery" + OF_SESSION + " and client_id = ?",
        delivery.tenantId(),
        delivery.sessionId(),
        delivery.clientId());
  }

  /** Deletes records of sessions for which no expiry or revocation was reported. */
  int purge(Instant notedBefore) {
    return unit.deleteInBatches("delete from lgo_session_client where noted_us < ?", notedBefore);
  }
}
