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
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Keeps which clients got tokens in which session, and which are still to be told of its end. */
@Component(service = LogoutStore.class)
public final class LogoutStore {

  /** The module's tables. */
  public static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "oauth-logout", LogoutStore.class, List.of(), "db/oauth-logout.xml");

  /** The longest client id that is kept. */
  static final int MAX_CLIENT_ID = 512;

  private static final String OF_SESSION = " where tenant_id = ? and session_id = ?";

  private final PersistenceUnit unit;

  /**
   * A client that is to be told.
   *
   * @param attempts how often that was tried
   * @param due when it is to be tried next
   */
  record BackChannelLogoutDelivery(
      String tenantId,
      String sessionId,
      String clientId,
      SubjectRef subject,
      int attempts,
      Instant due) {}

  @Activate
  public LogoutStore(@Reference PersistenceUnits units) {
    this(units.open(DEFINITION));
  }

  /** The store on a unit. Not a constructor: a component has one that can be seen. */
  public static LogoutStore on(PersistenceUnit unit) {
    return new LogoutStore(unit);
  }

  private LogoutStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Notes that a client got tokens in a session; once more does no harm. */
  void recordClient(
      String tenantId, String sessionId, String clientId, SubjectRef subject, Instant now) {
    try {
      unit.jdbc(
          connection ->
              SqlStatements.update(
                  connection,
                  "insert into lgo_session_client"
                      + " (tenant_id, session_id, client_id, subject_type, subject_id, noted_us)"
                      + " values (?, ?, ?, ?, ?, ?)",
                  tenantId,
                  sessionId,
                  clientId,
                  subject.type(),
                  subject.id(),
                  micros(now)));
    } catch (DuplicateKeyException e) {
      return; // noted before
    }
  }

  /** Ids of the clients that got tokens in a session. */
  public List<String> clients(String tenantId, String sessionId) {
    return unit.jdbc(
        connection ->
            SqlStatements.list(
                connection,
                row -> row.getString(1),
                "select client_id from lgo_session_client" + OF_SESSION + " order by client_id",
                tenantId,
                sessionId));
  }

  /**
   * Makes a delivery for each client of a session that has ended. Each for itself: whoever is noted
   * meanwhile stays noted.
   */
  void scheduleDeliveries(String tenantId, String sessionId, Instant now) {
    for (String clientId : clients(tenantId, sessionId)) {
      try {
        scheduleDeliveries(tenantId, sessionId, clientId, now);
      } catch (DuplicateKeyException e) { // it is to be told already: another node saw to it
        unit.jdbc(connection -> forget(connection, tenantId, sessionId, clientId));
      }
    }
  }

  private void scheduleDeliveries(String tenantId, String sessionId, String clientId, Instant now) {
    unit.jdbc(
        connection -> {
          SqlStatements.update(
              connection,
              "insert into lgo_delivery (tenant_id, session_id, client_id, subject_type,"
                  + " subject_id, attempts, next_us)"
                  + " select tenant_id, session_id, client_id, subject_type, subject_id, 0, "
                  + micros(now)
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
    return SqlStatements.update(
        connection,
        "delete from lgo_session_client" + OF_SESSION + " and client_id = ?",
        tenantId,
        sessionId,
        clientId);
  }

  /** Deliveries that are due, the oldest first. */
  List<BackChannelLogoutDelivery> findDue(Instant now, int limit) {
    return unit.jdbc(
        connection ->
            SqlStatements.list(
                connection,
                LogoutStore::delivery,
                "select tenant_id, session_id, client_id, subject_type, subject_id, attempts,"
                    + " next_us from lgo_delivery where next_us <= ? order by next_us limit "
                    + limit,
                micros(now)));
  }

  private static BackChannelLogoutDelivery delivery(ResultSet row) throws SQLException {
    return new BackChannelLogoutDelivery(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        new SubjectRef(row.getString(4), row.getString(5)),
        row.getInt(6),
        instant(row.getLong(7)));
  }

  /**
   * Takes a delivery on, and sets when it is tried again should this attempt come to nothing.
   *
   * @return whether it was still there as it was read: of several nodes exactly one gets it
   */
  boolean claim(BackChannelLogoutDelivery delivery, Instant next) {
    return unit.jdbc(
            connection ->
                SqlStatements.update(
                    connection,
                    "update lgo_delivery set attempts = ?, next_us = ?"
                        + OF_SESSION
                        + " and client_id = ? and attempts = ? and next_us = ?",
                    delivery.attempts() + 1,
                    micros(next),
                    delivery.tenantId(),
                    delivery.sessionId(),
                    delivery.clientId(),
                    delivery.attempts(),
                    micros(delivery.due())))
        == 1;
  }

  void remove(BackChannelLogoutDelivery delivery) {
    unit.jdbc(
        connection ->
            SqlStatements.update(
                connection,
                "delete from lgo_delivery" + OF_SESSION + " and client_id = ?",
                delivery.tenantId(),
                delivery.sessionId(),
                delivery.clientId()));
  }

  /** Forgets sessions that nobody ended. */
  int purge(Instant notedBefore) {
    return unit.deleteInBatches(
        "delete from lgo_session_client where noted_us < ?", micros(notedBefore));
  }

  void erase(String tenantId) {
    unit.deleteInBatches("delete from lgo_session_client where tenant_id = ?", tenantId);
    unit.deleteInBatches("delete from lgo_delivery where tenant_id = ?", tenantId);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
