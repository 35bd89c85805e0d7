/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores pending revocation notifications until the tokens expire. */
@Component(service = RevocationNotificationStore.class)
public final class RevocationNotificationStore {

  private static final long NEVER = Long.MAX_VALUE;
  private static final String SELECT =
      "select tenant_id, token_key, recipient, document, signer, token_id, cause_key, attempts,"
          + " next_us, outcome, expires_us from aap_delivery ";
  private static final String OF =
      " where tenant_id = ? and token_key = ? and recipient = ? and document = ?";

  private final PersistenceUnit unit;

  @Activate
  public RevocationNotificationStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds a notification; one without a successful outcome becomes due again. */
  void add(RevocationNotification delivery) {
    try {
      unit.update(
          "insert into aap_delivery (tenant_id, token_key, recipient, document, signer, token_id,"
              + " cause_key, attempts, next_us, outcome, expires_us)"
              + " values (?, ?, ?, ?, ?, ?, ?, 0, ?, '', ?)",
          delivery.tenantId(),
          delivery.tokenKey(),
          delivery.recipient(),
          delivery.document(),
          delivery.signer(),
          delivery.tokenId(),
          delivery.cause(),
          delivery.due(),
          delivery.expiresAt());
    } catch (DuplicateKeyException e) {
      unit.update(
          "update aap_delivery set attempts = 0, next_us = ?, outcome = '', cause_key = ?"
              + OF
              + " and outcome <> ?",
          delivery.due(),
          delivery.cause(),
          delivery.tenantId(),
          delivery.tokenKey(),
          delivery.recipient(),
          delivery.document(),
          RevocationNotification.RECORDED);
    }
  }

  /** Makes the unacknowledged notifications of a cause due again. */
  void reschedule(String tenantId, String cause, Instant now) {
    unit.update(
        "update aap_delivery set attempts = 0, next_us = ?, outcome = ''"
            + " where tenant_id = ? and cause_key = ? and outcome <> ?",
        now,
        tenantId,
        cause,
        RevocationNotification.RECORDED);
  }

  /** Returns the notifications that are due, oldest first. */
  List<RevocationNotification> findDue(Instant now, int limit) {
    return list("where next_us <= ? and expires_us > ? order by next_us limit " + limit, now, now);
  }

  /** Returns all notifications of a cause. */
  List<RevocationNotification> listByCause(String tenantId, String cause) {
    return list("where tenant_id = ? and cause_key = ? order by recipient", tenantId, cause);
  }

  /**
   * Claims a notification, and sets the time of the next attempt in case this one fails.
   *
   * @return whether it was unchanged: of several nodes, exactly one succeeds
   */
  boolean claim(RevocationNotification delivery, Instant next) {
    return unit.update(
            "update aap_delivery set attempts = ?, next_us = ?"
                + OF
                + " and attempts = ? and next_us = ?",
            delivery.attempts() + 1,
            next,
            delivery.tenantId(),
            delivery.tokenKey(),
            delivery.recipient(),
            delivery.document(),
            delivery.attempts(),
            delivery.due())
        == 1;
  }

  /**
   * Stores the outcome of a notification.
   *
   * @param over whether there are no further attempts
   */
  void recordOutcome(RevocationNotification delivery, String outcome, boolean over) {
    unit.update(
        "update aap_delivery set outcome = ?" + (over ? ", next_us = " + NEVER : "") + OF,
        outcome,
        delivery.tenantId(),
        delivery.tokenKey(),
        delivery.recipient(),
        delivery.document());
  }

  /** Deletes the notifications of expired tokens. */
  void purge(Instant before) {
    unit.deleteInBatches("delete from aap_delivery where expires_us < ?", before);
  }

  private List<RevocationNotification> list(String where, Object... values) {
    return unit.list(RevocationNotificationStore::delivery, SELECT + where, values);
  }

  private static RevocationNotification delivery(ResultSet row) throws SQLException {
    return new RevocationNotification(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getInt(8),
        SqlStatementRunner.instant(row, "next_us"),
        row.getString(10),
        SqlStatementRunner.instant(row, "expires_us"));
  }
}
