package org.lumoauth.messages.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stores queued notifications. */
@Component(service = WebhookNotificationStore.class)
public final class WebhookNotificationStore {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "messages-webhook", WebhookNotificationStore.class, List.of(), "db/messages-webhook.xml");

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

  @Activate
  public WebhookNotificationStore(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  WebhookNotificationStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Adds a notification. Has no effect if the key is already queued. */
  void add(String tenantId, String purpose, String key, byte[] sealed, Instant now) {
    try {
      update(
          "insert into whk_notice"
              + " (tenant_id, purpose, notice_key, sealed, attempts, next_us, created_us)"
              + " values (?, ?, ?, ?, 0, ?, ?)",
          tenantId,
          purpose,
          key,
          sealed,
          micros(now),
          micros(now));
    } catch (DuplicateKeyException e) {
      return; // already queued
    }
  }

  List<PendingWebhookNotification> findDue(Instant now, int limit) {
    return unit.jdbc(
        connection ->
            SqlStatements.list(
                connection,
                WebhookNotificationStore::waiting,
                "select tenant_id, purpose, notice_key, sealed, attempts, next_us, created_us"
                    + " from whk_notice where next_us <= ? order by next_us limit "
                    + limit,
                micros(now)));
  }

  /** Claims a notification until the given time. Returns true on exactly one node. */
  boolean claim(PendingWebhookNotification notice, Instant until) {
    return update(
            "update whk_notice set attempts = attempts + 1, next_us = ?" + ONE + " and next_us = ?",
            micros(until),
            notice.tenantId(),
            notice.purpose(),
            notice.key(),
            notice.next())
        == 1;
  }

  void remove(PendingWebhookNotification notice) {
    update("delete from whk_notice" + ONE, notice.tenantId(), notice.purpose(), notice.key());
  }

  void erase(String tenantId) {
    update("delete from whk_notice where tenant_id = ?", tenantId);
  }

  private static PendingWebhookNotification waiting(ResultSet row) throws SQLException {
    return new PendingWebhookNotification(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBytes(4),
        row.getInt(5),
        row.getLong(6),
        Instant.EPOCH.plus(row.getLong(7), ChronoUnit.MICROS));
  }

  private int update(String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatements.update(connection, sql, values));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
