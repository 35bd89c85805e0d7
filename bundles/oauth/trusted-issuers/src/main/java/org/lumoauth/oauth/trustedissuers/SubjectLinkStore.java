/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores subject links. Every statement is limited to one tenant. */
@Component(service = SubjectLinkStore.class)
public final class SubjectLinkStore {

  private static final String COLUMNS =
      "select link_id, external_subject, user_id, created_us from oti_subject";
  private static final String OF_ISSUER = " where tenant_id = ? and issuer_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public SubjectLinkStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the user of an issuer's subject. */
  Optional<String> user(String tenantId, String issuerId, String subject) {
    return query(COLUMNS + OF_ISSUER + " and external_subject = ?", tenantId, issuerId, subject)
        .stream()
        .map(SubjectLink::userId)
        .findFirst();
  }

  Page<SubjectLink> list(String tenantId, String issuerId, PageRequest page) {
    String search = page.search().orElse("");
    String matching = OF_ISSUER + " and (? = '' or external_subject = ? or user_id = ?)";
    long total =
        unit.count(
            "select count(*) from oti_subject" + matching,
            tenantId,
            issuerId,
            search,
            search,
            search);
    List<SubjectLink> items =
        query(
            COLUMNS + matching + " order by external_subject limit ? offset ?",
            tenantId,
            issuerId,
            search,
            search,
            search,
            page.limit(),
            page.offset());
    return new Page<>(items, total, page);
  }

  /**
   * Adds a link.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the subject is already
   *     linked
   */
  void add(String tenantId, String issuerId, SubjectLink link) {
    unit.update(
        "insert into oti_subject"
            + " (tenant_id, link_id, issuer_id, external_subject, user_id, created_us)"
            + " values (?, ?, ?, ?, ?, ?)",
        tenantId,
        link.id(),
        issuerId,
        link.subject(),
        link.userId(),
        link.createdAt());
  }

  Optional<SubjectLink> find(String tenantId, String issuerId, String linkId) {
    return query(COLUMNS + OF_ISSUER + " and link_id = ?", tenantId, issuerId, linkId).stream()
        .findFirst();
  }

  /**
   * Deletes a link and returns whether it existed.
   *
   * @param told the events to publish with it
   */
  boolean remove(String tenantId, String issuerId, String linkId, OutboxEvents told) {
    return unit.update(
            told,
            "delete from oti_subject" + OF_ISSUER + " and link_id = ?",
            tenantId,
            issuerId,
            linkId)
        == 1;
  }

  void removeOfUser(String tenantId, String userId) {
    unit.update("delete from oti_subject where tenant_id = ? and user_id = ?", tenantId, userId);
  }

  private List<SubjectLink> query(String sql, Object... values) {
    return unit.list(SubjectLinkStore::link, sql, values);
  }

  private static SubjectLink link(ResultSet row) throws SQLException {
    return new SubjectLink(
        row.getString("link_id"),
        row.getString("external_subject"),
        row.getString("user_id"),
        SqlStatementRunner.instant(row, "created_us"));
  }
}
