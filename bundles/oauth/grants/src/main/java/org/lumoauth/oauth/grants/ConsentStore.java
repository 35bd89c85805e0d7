/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.Consent;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores consents. Every statement is limited to one tenant, except the cleanup of expired
 * consents.
 */
@Component(service = ConsentStore.class)
public final class ConsentStore {

  /** The maximum length of the scopes column in characters, with a space after each scope. */
  static final int MAX_SCOPES = 4_000;

  private static final RowQuota QUOTA = new RowQuota("consents", "oag_consent", 5_000_000);

  private static final String COLUMNS =
      "select consent_id, subject_type, subject_id, client_id, scopes, resources, details,"
          + " given_us, expires_us from oag_consent where tenant_id = ?";

  private static final String ONE = " and subject_type = ? and subject_id = ? and client_id = ?";

  private static final JsonColumnConverter<List<String>> RESOURCES =
      JsonColumnConverter.of("oag_consent", new TypeReference<>() {});

  static final JsonColumnConverter<List<Map<String, Object>>> DETAILS =
      JsonColumnConverter.of("oag_consent", new TypeReference<>() {});

  private final PersistenceUnit unit;

  @Activate
  public ConsentStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  Optional<Consent> find(String tenantId, SubjectRef subject, String clientId) {
    return unit.autoCommit(connection -> find(connection, tenantId, subject, clientId, ""));
  }

  /**
   * Replaces the stored consent by the result of the function, under a lock.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded} if the tenant's quota is
   *     exhausted
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another transaction added
   *     the first consent concurrently
   */
  Consent change(
      String tenantId,
      SubjectRef subject,
      String clientId,
      Function<Optional<Consent>, Consent> change) {
    return unit.jdbc(
        connection -> {
          Optional<Consent> before = find(connection, tenantId, subject, clientId, "");
          if (before.isPresent()) { // Locking a missing row would block adjacent rows.
            before = find(connection, tenantId, subject, clientId, " for update");
          }
          if (before.isEmpty()) {
            unit.requireWithinQuota(QUOTA, tenantId);
          }
          Consent after = change.apply(before);
          write(connection, tenantId, after, before.isPresent());
          return after;
        });
  }

  List<Consent> list(String tenantId, SubjectRef subject) {
    return unit.list(
        ConsentStore::consent,
        COLUMNS + " and subject_type = ? and subject_id = ? order by given_us desc",
        tenantId,
        subject.type(),
        subject.id());
  }

  void remove(String tenantId, SubjectRef subject, String clientId) {
    unit.update(
        "delete from oag_consent where tenant_id = ?" + ONE,
        tenantId,
        subject.type(),
        subject.id(),
        clientId);
  }

  void removeOfSubject(String tenantId, String subjectId) {
    unit.update(
        "delete from oag_consent where tenant_id = ? and subject_id = ?", tenantId, subjectId);
  }

  void removeOfClient(String tenantId, String clientId) {
    unit.update(
        "delete from oag_consent where tenant_id = ? and client_id = ?", tenantId, clientId);
  }

  /** Deletes consents that expired before the given time and returns their number. */
  int purge(Instant before) {
    return unit.deleteInBatches("delete from oag_consent where expires_us < ?", before);
  }

  private static Optional<Consent> find(
      Connection connection, String tenantId, SubjectRef subject, String clientId, String lock)
      throws SQLException {
    return SqlStatementRunner.first(
        connection,
        ConsentStore::consent,
        COLUMNS + ONE + lock,
        tenantId,
        subject.type(),
        subject.id(),
        clientId);
  }

  private static void write(Connection connection, String tenantId, Consent consent, boolean known)
      throws SQLException {
    SqlStatementRunner.update(
        connection,
        known
            ? "update oag_consent set consent_id = ?, scopes = ?, resources = ?, details = ?,"
                + " given_us = ?, expires_us = ? where tenant_id = ?"
                + ONE
            : "insert into oag_consent (consent_id, scopes, resources, details, given_us,"
                + " expires_us, tenant_id, subject_type, subject_id, client_id)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        consent.id(),
        String.join(" ", new TreeSet<>(consent.scope())),
        RESOURCES.write(consent.resources()),
        DETAILS.write(consent.authorizationDetails()),
        consent.givenAt(),
        consent.expiresAt().orElse(null),
        tenantId,
        consent.subject().type(),
        consent.subject().id(),
        consent.clientId());
  }

  private static Consent consent(ResultSet row) throws SQLException {
    String id = row.getString("consent_id");
    String scopes = row.getString("scopes");
    return new Consent(
        id,
        new SubjectRef(row.getString("subject_type"), row.getString("subject_id")),
        row.getString("client_id"),
        scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ")),
        RESOURCES.read(row.getString("resources"), id),
        DETAILS.read(row.getString("details"), id),
        SqlStatementRunner.instant(row, "given_us"),
        SqlStatementRunner.findInstant(row, "expires_us"));
  }
}
