/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stores messages that no channel has accepted yet. */
@Component(service = MessageOutbox.class)
public final class MessageOutbox {

  static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "platform-messaging", MessageOutbox.class, List.of(), "db/platform-messaging.xml");

  /**
   * A queued message.
   *
   * @param attempts the number of delivery attempts
   * @param next when it is due, as read; the node that updates this value claims the message
   */
  record QueuedMessage(
      String tenantId,
      String id,
      String medium,
      byte[] sealed,
      int attempts,
      long next,
      Instant createdAt) {}

  private final PersistenceUnit unit;

  @Activate
  public MessageOutbox(@Reference PersistenceUnitFactory units) {
    this(units.open(DEFINITION));
  }

  MessageOutbox(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  void add(String tenantId, String id, String medium, byte[] sealed, Instant now) {
    unit.update(
        "INSERT INTO msg_outbox (tenant_id, id, medium, sealed, attempts, next_us, created_us)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        id,
        medium,
        sealed,
        0,
        now,
        now);
  }

  /** Returns due messages, the longest overdue first. */
  List<QueuedMessage> findDue(Instant now, int limit) {
    return unit.list(
        MessageOutbox::waiting,
        "SELECT tenant_id, id, medium, sealed, attempts, next_us, created_us"
            + " FROM msg_outbox WHERE next_us <= ? ORDER BY next_us LIMIT "
            + limit,
        now);
  }

  /** Returns the number of queued messages. */
  long count() {
    return unit.count("SELECT COUNT(*) FROM msg_outbox");
  }

  /**
   * Claims a message for the maximum duration of an attempt.
   *
   * @return whether this call claimed the message; only one of several nodes succeeds
   */
  boolean claim(QueuedMessage message, Instant until) {
    return unit.update(
            "UPDATE msg_outbox SET next_us = ?, attempts = ?"
                + " WHERE tenant_id = ? AND id = ? AND next_us = ?",
            until,
            message.attempts() + 1,
            message.tenantId(),
            message.id(),
            message.next())
        == 1;
  }

  /** Reschedules a message that was claimed until the given time. */
  void reschedule(QueuedMessage message, Instant claimedUntil, Instant next) {
    unit.update(
        "UPDATE msg_outbox SET next_us = ? WHERE tenant_id = ? AND id = ? AND next_us = ?",
        next,
        message.tenantId(),
        message.id(),
        claimedUntil);
  }

  void remove(QueuedMessage message) {
    unit.update(
        "DELETE FROM msg_outbox WHERE tenant_id = ? AND id = ?", message.tenantId(), message.id());
  }

  void erase(String tenantId) {
    unit.update("DELETE FROM msg_outbox WHERE tenant_id = ?", tenantId);
  }

  private static QueuedMessage waiting(ResultSet row) throws SQLException {
    return new QueuedMessage(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getBytes(4),
        row.getInt(5),
        row.getLong(6),
        SqlStatementRunner.instant(row, "created_us"));
  }
}
