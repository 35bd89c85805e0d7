/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores queued notifications. */
final class WebhookNotificationStore {

  private static final String ONE = " where tenant_id = ? and purpose = ? and notice_key = ?";

  /**
   * A queued notification.
   *
   * @param next when the notification is due, as read; a node claims the notification by changing
   *     this value
   */
  record PendingWebhookNotification(
      String tenantId,
      String purpose,
      String key,
      byte[] sealed,
      int attempts,
      long next,
      Instant createdAt) {}

  private final PersistenceUnit unit;

  WebhookNotificationStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds a notification. Has no effect if the key is already queued. */
  void add(String tenantId, String purpose, String key, byte[] sealed, Instant now) {
    try {
      unit.update(
          "insert into whk_notice"
              + " (tenant_id, purpose, notice_key, sealed, attempts, next_us, created_us)"
              + " values (?, ?, ?, ?, 0, ?, ?)",
          tenantId,
          purpose,
          key,
          sealed,
          now,
          now);
    } catch (DuplicateKeyException e) {
      return; // already queued
    }
  }

  List<PendingWebhookNotification> findDue(Instant now, int limit) {
    return unit.list(
        WebhookNotificationStore::waiting,
        "select tenant_id, purpose, notice_key, sealed, attempts, next_us, created_us"
            + " from whk_notice where next_us <= ? order by next_us limit "
            + limit,
        now);
  }

  /** Claims a notification until the given time. Returns true on exactly one node. */
  boolean claim(PendingWebhookNotification notice, Instant until) {
    return unit.update(
            "update whk_notice set attempts = attempts + 1, next_us = ?" + ONE + " and next_us = ?",
            until,
            notice.tenantId(),
            notice.purpose(),
            notice.key(),
            notice.next())
        == 1;
  }

  void remove(PendingWebhookNotification notice) {
    unit.update("delete from whk_notice" + ONE, notice.tenantId(), notice.purpose(), notice.key());
  }

  private static PendingWebhookNotification waiting(ResultSet row) throws SQLException {
    return new PendingWebhookNotification(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBytes(4),
        row.getInt(5),
        row.getLong(6),
        SqlStatementRunner.instant(row, "created_us"));
  }
}
