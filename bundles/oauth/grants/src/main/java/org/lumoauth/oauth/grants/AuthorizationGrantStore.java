/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService.AuthorizationGrantSummary;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores grants. Every statement is limited to one tenant, except the cleanup of expired and
 * revoked grants.
 */
@Component(service = AuthorizationGrantStore.class)
public final class AuthorizationGrantStore {

  /** The scope of grants that outlive their session (OpenID Connect Core section 11). */
  static final String OFFLINE_ACCESS = "offline_access";

  private static final RowQuota QUOTA = new RowQuota("grants", "oag_grant", 5_000_000);

  private static final String COLUMNS =
      "select grant_id, subject_type, subject_id, client_id, grant_type, scopes, session_id,"
          + " created_us, expires_us, ended_us from oag_grant where tenant_id = ?";

  private static final int MOST_ENDED_AT_ONCE = 1_000;

  private static final String NEWEST_FIRST = " order by created_us desc, grant_id desc";

  private static final String SEARCHED = " and (locate(?, lower(client_id)) > 0 or subject_id = ?)";

  private static final Map<String, String> SORTS =
      Map.of("createdAt", "created_us", "expiresAt", "expires_us", "clientId", "client_id");

  private final PersistenceUnit unit;

  @Activate
  public AuthorizationGrantStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Adds a grant and returns whether it did not exist before.
   *
   * @throws ApiException 409 {@code quota_exceeded} if the tenant's quota is exhausted
   */
  boolean add(
      String tenantId, AuthorizationGrant grant, String grantType, Instant now, Instant expiresAt) {
    unit.requireWithinQuota(QUOTA, tenantId);
    try {
      unit.groupCommit(
          "insert into oag_grant (tenant_id, grant_id, subject_type, subject_id, client_id,"
              + " grant_type, scopes, session_id, offline, created_us, expires_us)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          tenantId,
          grant.id(),
          grant.subject().type(),
          grant.subject().id(),
          grant.clientId(),
          grantType,
          String.join(" ", new TreeSet<>(grant.scope())),
          grant.sessionId().orElse(null),
          grant.scope().contains(OFFLINE_ACCESS),
          now,
          expiresAt);
      return true;
    } catch (DuplicateKeyException known) {
      return false;
    }
  }

  Optional<StoredGrant> find(String tenantId, String grantId) {
    return select(COLUMNS + " and grant_id = ?", tenantId, grantId).stream().findFirst();
  }

  /** Returns the active grants of a subject, newest first. */
  List<StoredGrant> list(String tenantId, SubjectRef subject, Instant now) {
    return select(
        COLUMNS
            + " and subject_id = ? and subject_type = ? and ended_us is null and expires_us > ?"
            + NEWEST_FIRST,
        tenantId,
        subject.id(),
        subject.type(),
        now);
  }

  /**
   * Returns the IDs of the subject's active grants to a client, except the given number of newest
   * grants.
   */
  List<String> beyond(
      String tenantId, SubjectRef subject, String clientId, int newest, Instant now) {
    return unit.list(
        row -> row.getString(1),
        "select grant_id from oag_grant where tenant_id = ? and subject_id = ?"
            + " and subject_type = ? and client_id = ? and ended_us is null"
            + " and expires_us > ?"
            + NEWEST_FIRST
            + " limit ? offset ?",
        tenantId,
        subject.id(),
        subject.type(),
        clientId,
        now,
        MOST_ENDED_AT_ONCE,
        newest);
  }

  /** Returns the grants that are revoked with the session. */
  List<StoredGrant> findBySession(String tenantId, String sessionId) {
    return select(
        COLUMNS + " and session_id = ? and offline = ? and ended_us is null",
        tenantId,
        sessionId,
        false);
  }

  List<StoredGrant> findBySubject(String tenantId, String subjectId) {
    return select(COLUMNS + " and subject_id = ? and ended_us is null", tenantId, subjectId);
  }

  List<StoredGrant> findByClient(String tenantId, String clientId) {
    return select(COLUMNS + " and client_id = ? and ended_us is null", tenantId, clientId);
  }

  /**
   * Returns a page of grants, newest first by default.
   *
   * @throws ApiException 422 if the sort key is not supported
   */
  Page<StoredGrant> page(String tenantId, GrantQuery query, PageRequest page) {
    String order = order(page);
    StringBuilder where = new StringBuilder();
    List<Object> values = new ArrayList<>(List.of(tenantId));
    query.subjectId().ifPresent(id -> add(where, values, " and subject_id = ?", id));
    query.clientId().ifPresent(id -> add(where, values, " and client_id = ?", id));
    query
        .ended()
        .ifPresent(
            ended -> where.append(ended ? " and ended_us is not null" : " and ended_us is null"));
    page.search()
        .ifPresent(
            text -> {
              add(where, values, SEARCHED, text.toLowerCase(Locale.ROOT));
              values.add(query.searchedId().orElse(""));
            });
    long total = count(where.toString(), values);
    String limited = COLUMNS + where + order + " limit ? offset ?";
    values.add(page.limit());
    values.add(page.offset());
    return new Page<>(select(limited, values.toArray()), total, page);
  }

  private static String order(PageRequest page) {
    if (page.sortBy().isEmpty()) {
      return NEWEST_FIRST;
    }
    String column = SORTS.get(page.sortBy().get());
    if (column == null) {
      throw ApiException.invalid("sortBy", "sortBy must be createdAt, expiresAt or clientId.");
    }
    String direction = page.descending() ? " desc" : "";
    return " order by " + column + direction + ", grant_id" + direction;
  }

  /**
   * Marks a grant as revoked.
   *
   * @param told the events to publish with it
   * @return whether it was active before
   */
  boolean end(String tenantId, String grantId, Instant now, OutboxEvents told) {
    return unit.update(
            told,
            "update oag_grant set ended_us = ? where tenant_id = ? and grant_id = ?"
                + " and ended_us is null",
            now,
            tenantId,
            grantId)
        == 1;
  }

  /** Deletes grants that expired or were revoked before the given time and returns their number. */
  int purge(Instant before) {
    return unit.deleteInBatches("delete from oag_grant where expires_us < ?", before)
        + unit.deleteInBatches("delete from oag_grant where ended_us < ?", before);
  }

  private static void add(StringBuilder where, List<Object> values, String text, Object value) {
    where.append(text);
    values.add(value);
  }

  private long count(String where, List<Object> values) {
    return unit.count(
        "select count(*) from oag_grant where tenant_id = ?" + where, values.toArray());
  }

  private List<StoredGrant> select(String sql, Object... values) {
    return unit.list(AuthorizationGrantStore::grant, sql, values);
  }

  private static StoredGrant grant(ResultSet row) throws SQLException {
    String scopes = row.getString("scopes");
    return new StoredGrant(
        new AuthorizationGrantSummary(
            row.getString("grant_id"),
            new SubjectRef(row.getString("subject_type"), row.getString("subject_id")),
            row.getString("client_id"),
            row.getString("grant_type"),
            Optional.ofNullable(row.getString("session_id")),
            SqlStatementRunner.instant(row, "created_us"),
            SqlStatementRunner.findInstant(row, "ended_us")),
        scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ")),
        SqlStatementRunner.instant(row, "expires_us"));
  }
}
