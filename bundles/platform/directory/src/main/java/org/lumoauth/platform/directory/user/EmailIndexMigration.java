/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.List;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.platform.directory.NativeQueryFactory;
import org.lumoauth.platform.directory.entity.DirectoryRowKey;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the email index after startup. Servers in a rolling update share a database, and a
 * server of an earlier version changes users without the index. The migration runs in the
 * background, because a scan of a million users takes seconds. Until a user is indexed, a duplicate
 * of their address is rejected only if it has the same case.
 */
public final class EmailIndexMigration {

  private static final Logger LOG = LoggerFactory.getLogger(EmailIndexMigration.class);
  private static final int PAGE = 1_000;

  private static final String LEFT_BEHIND =
      "select a.tenant_id, a.user_id from directory_address a left join directory_user u"
          + " on u.tenant_id = a.tenant_id and u.id = a.user_id where u.id is null";
  // Ids sort in creation order.
  private static final String USERS =
      "select u.tenant_id, u.id, u.email, a.folded from directory_user u"
          + " left join directory_address a on a.tenant_id = u.tenant_id and a.user_id = u.id"
          + " where (u.tenant_id > ? or (u.tenant_id = ? and u.id > ?))"
          + " order by u.tenant_id, u.id limit "
          + PAGE;

  private final PersistenceUnit unit;
  private volatile boolean ended;

  public EmailIndexMigration(PersistenceUnit unit) {
    this.unit = unit;
  }

  private record IndexedEmailHolder(String tenantId, String userId) {}

  private record MigratedUser(IndexedEmailHolder holder, String email, String written) {
    boolean settled() {
      return CaseFoldedEmailIndex.foldCase(email).equals(written);
    }
  }

  /** Starts the migration in a thread of its own. */
  public void start() {
    var thread = new Thread(this::run, "lumoauth-directory-addresses");
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops before the next user. */
  public void end() {
    ended = true;
  }

  /**
   * Indexes all users. Skips users that fail, for example because another server is indexing them;
   * a later run retries.
   */
  void run() {
    try {
      leftBehind().stream().takeWhile(holder -> !ended).forEach(this::remove);
      List<MigratedUser> page = users(new IndexedEmailHolder("", ""));
      while (!page.isEmpty() && !ended) {
        page.stream()
            .filter(user -> !user.settled())
            .takeWhile(user -> !ended)
            .forEach(user -> settle(user.holder()));
        page = users(page.get(page.size() - 1).holder());
      }
    } catch (RuntimeException e) {
      if (!ended) { // otherwise the database closed with this module
        LOG.warn("The email index could not be completed.", e);
      }
    }
  }

  private List<IndexedEmailHolder> leftBehind() {
    return unit.read(
        em -> rows(em, LEFT_BEHIND).stream().map(EmailIndexMigration::holder).toList());
  }

  private List<MigratedUser> users(IndexedEmailHolder after) {
    return unit.read(
        em ->
            rows(em, USERS, after.tenantId(), after.tenantId(), after.userId()).stream()
                .map(row -> new MigratedUser(holder(row), (String) row[2], (String) row[3]))
                .toList());
  }

  private static List<Object[]> rows(EntityManager em, String sql, Object... values) {
    List<?> rows = NativeQueryFactory.createQuery(em, sql, values).getResultList();
    return rows.stream().map(Object[].class::cast).toList();
  }

  private static IndexedEmailHolder holder(Object[] row) {
    return new IndexedEmailHolder((String) row[0], (String) row[1]);
  }

  private void remove(IndexedEmailHolder holder) {
    change(
        em ->
            NativeQueryFactory.createQuery(
                    em,
                    "delete from directory_address where tenant_id = ? and user_id = ?"
                        + " and not exists (select 1 from directory_user"
                        + " where tenant_id = ? and id = ?)",
                    holder.tenantId(),
                    holder.userId(),
                    holder.tenantId(),
                    holder.userId())
                .executeUpdate());
  }

  /**
   * Indexes one user. A concurrent change of the user also writes the index, and row locks
   * serialize the two.
   */
  private void settle(IndexedEmailHolder holder) {
    change(
        em -> {
          // A locking query would release its lock immediately: OpenJPA begins the transaction with
          // a change.
          var user =
              em.find(
                  UserRow.class,
                  new DirectoryRowKey(holder.tenantId(), holder.userId()),
                  LockModeType.PESSIMISTIC_WRITE);
          if (user != null) {
            CaseFoldedEmailIndex.reindex(em, holder.tenantId(), holder.userId(), user.email());
          }
        });
  }

  private void change(Consumer<EntityManager> work) {
    try {
      unit.run(work);
    } catch (DuplicateKeyException | StaleDataException e) {
      LOG.info("Another process is indexing an email address; it will be retried later.");
    }
  }
}
