/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.persistence.TypedQuery;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authn.sessions.entity.SessionRow;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Queries the session table for administrators: pages and counts. */
final class SessionAdminQuery {

  private static final String SEARCHED =
      " and (locate(:text, lower(s.remoteAddress)) > 0 or locate(:text, lower(s.userAgent)) > 0"
          + " or s.subjectId = :searched)";

  private static final Map<String, String> SORTS =
      Map.of(
          "createdAt", "s.createdAt",
          "lastActivityAt", "s.lastSeenAt",
          "expiresAt", "s.expiresAt");

  private final PersistenceUnit unit;

  SessionAdminQuery(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The numbers of stored and active sessions. */
  record SessionCounts(long total, long active) {}

  /**
   * Returns a page of the stored sessions, the newest first by default.
   *
   * @param searched the id of a subject; its sessions also match the search
   * @throws ApiException 422 if sorting by the key is not supported
   */
  Page<StoredSession> list(
      String tenantId, Optional<SubjectRef> subject, Optional<String> searched, PageRequest page) {
    var from =
        SessionStore.OF_TENANT
            + (subject.isPresent() ? SessionStore.OF_SUBJECT : "")
            + (page.search().isPresent() ? SEARCHED : "");
    var order = order(page);
    return unit.read(
        em -> {
          var total = em.createQuery("select count(s.createdAt)" + from, Long.class);
          var rows = em.createQuery("select s" + from + order, SessionRow.class);
          for (TypedQuery<?> query : List.of(total, rows)) {
            query.setParameter("tenant", tenantId);
            subject.ifPresent(
                who -> query.setParameter("type", who.type()).setParameter("subject", who.id()));
            page.search()
                .ifPresent(
                    text ->
                        query
                            .setParameter("text", text.toLowerCase(Locale.ROOT))
                            .setParameter("searched", searched.orElse("")));
          }
          rows.setFirstResult(Math.toIntExact(Math.min(page.offset(), Integer.MAX_VALUE)));
          rows.setMaxResults(page.limit());
          var items = rows.getResultList().stream().map(SessionRowMapper::toStored).toList();
          return new Page<>(items, total.getSingleResult(), page);
        });
  }

  private static String order(PageRequest page) {
    if (page.sortBy().isEmpty()) {
      return SessionStore.NEWEST_FIRST;
    }
    var column = SORTS.get(page.sortBy().get());
    if (column == null) {
      throw ApiException.invalid(
          "sortBy", "sortBy must be createdAt, lastActivityAt or expiresAt.");
    }
    var direction = page.descending() ? " desc" : "";
    return " order by " + column + direction + ", s.key.id" + direction;
  }

  /** Counts the tenant's sessions. */
  SessionCounts count(String tenantId, Instant now) {
    return unit.read(
        em ->
            new SessionCounts(
                em.createQuery("select count(s.createdAt)" + SessionStore.OF_TENANT, Long.class)
                    .setParameter("tenant", tenantId)
                    .getSingleResult(),
                em.createQuery(
                        "select count(s.createdAt)" + SessionStore.OF_TENANT + SessionStore.HOLDS,
                        Long.class)
                    .setParameter("tenant", tenantId)
                    .setParameter("now", SessionEpochMicrosConverter.of(now))
                    .getSingleResult()));
  }
}
