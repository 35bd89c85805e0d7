/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.VersionPreconditionValidator;
import org.lumoauth.platform.directory.entity.DirectoryRowKey;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.directory.password.PasswordHashStore;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Stores users and their dependent rows in other tables. */
public final class UserStore {
  private static final int AT_ONCE = 500;

  private final PersistenceUnit unit;

  public UserStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the store of password hashes. */
  public PasswordHashStore passwords() {
    return new PasswordHashStore(unit);
  }

  /** Returns one page of the users that match the filter. */
  public Page<UserAccount> list(String tenantId, UserFilter filter, PageRequest page) {
    return new UserPageReader(unit).list(tenantId, filter, page);
  }

  /** Adds a user, with or without a password hash. */
  void insert(String tenantId, UserAccount account, Optional<String> passwordHash) {
    unit.run(
        em -> {
          var row = new UserRow(new DirectoryRowKey(tenantId, account.id()));
          row.createdAt(EpochMicrosConverter.toMicros(account.createdAt()));
          UserRowMapper.write(row, account);
          em.persist(row);
          CaseFoldedEmailIndex.reserve(em, tenantId, account.id(), account.profile().email());
          passwordHash.ifPresent(
              hash -> PasswordHashStore.insert(em, tenantId, account.id(), hash));
        });
  }

  /**
   * Returns the user with this id or, if it contains an at sign, this email address, compared byte
   * for byte.
   */
  public Optional<UserAccount> find(String tenantId, String idOrEmail) {
    return unit.autoCommit(connection -> UserSqlReader.find(connection, tenantId, idOrEmail));
  }

  /** Returns the only user with this address, ignoring the case of ASCII letters. */
  Optional<UserAccount> findByAddress(String tenantId, String email) {
    return unit.read(
        em -> {
          var holders = findAll(tenantId, CaseFoldedEmailIndex.findHolders(em, tenantId, email));
          return holders.size() == 1
              ? holders.stream()
                  .filter(
                      user ->
                          CaseFoldedEmailIndex.equalsIgnoringCase(user.profile().email(), email))
                  .findFirst()
              : Optional.empty();
        });
  }

  /** Returns the addresses of existing users that match one of these regardless of case. */
  Set<String> findSimilarEmails(String tenantId, Collection<String> emails) {
    var all = List.copyOf(emails);
    Set<String> found = new HashSet<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      found.addAll(unit.read(em -> CaseFoldedEmailIndex.findSimilar(em, tenantId, some)));
    }
    return found;
  }

  /** Returns the user with this user name, compared byte for byte. */
  Optional<UserAccount> findByUsername(String tenantId, String username) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select u from UserRow u where u.key.tenantId = :tenant"
                        + " and u.username = :username",
                    UserRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("username", username)
                .getResultList()
                .stream()
                .findFirst()
                .map(UserRowMapper::account));
  }

  /** Returns the existing users among these ids. */
  List<UserAccount> findAll(String tenantId, Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return unit.read(
        em ->
            em
                .createQuery(
                    "select u from UserRow u where u.key.tenantId = :tenant and u.key.id in :ids",
                    UserRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("ids", List.copyOf(ids))
                .getResultList()
                .stream()
                .map(UserRowMapper::account)
                .toList());
  }

  /** Returns ids of users after an id, in order. */
  List<String> idsAfter(String tenantId, Optional<String> after, int limit) {
    return unit.read(
        em ->
            List.copyOf(
                em.createQuery(
                        "select u.key.id from UserRow u where u.key.tenantId = :tenant"
                            + " and u.key.id > :after order by u.key.id",
                        String.class)
                    .setParameter("tenant", tenantId)
                    .setParameter("after", after.orElse(""))
                    .setMaxResults(limit)
                    .getResultList()));
  }

  /**
   * A user before and after a change.
   *
   * @param told the outbox events of the change
   */
  record UserUpdate(UserAccount before, UserAccount after, OutboxEvents told) {}

  /**
   * Changes a user.
   *
   * @param version the required version, if given
   * @param telling returns the outbox events for the user before and after the change
   * @return the change; empty if the user does not exist
   * @throws ApiException 412 {@code precondition_failed} if the version differs
   */
  Optional<UserUpdate> update(
      String tenantId,
      String id,
      OptionalLong version,
      UnaryOperator<UserAccount> change,
      BiFunction<UserAccount, UserAccount, OutboxEvents> telling) {
    return unit.write(
        em ->
            row(em, tenantId, id)
                .map(
                    row -> {
                      VersionPreconditionValidator.requireMatch(version, row.versionNo());
                      var before = UserRowMapper.account(row);
                      UserRowMapper.write(row, change.apply(before));
                      CaseFoldedEmailIndex.change(
                          em, tenantId, id, before.profile().email(), row.email());
                      var told = telling.apply(before, UserRowMapper.account(row));
                      unit.announce(told);
                      em.flush(); // the response contains the version after this change
                      return new UserUpdate(before, UserRowMapper.account(row), told);
                    }));
  }

  /** Deletes a user with all dependent rows of the directory. */
  void delete(String tenantId, String id, OptionalLong version, OutboxEvents deleted) {
    unit.run(
        em -> {
          row(em, tenantId, id)
              .ifPresent(
                  row -> {
                    VersionPreconditionValidator.requireMatch(version, row.versionNo());
                    em.remove(row);
                  });
          for (String table :
              List.of("directory_password", "directory_membership", "directory_address")) {
            em.createNativeQuery("delete from " + table + " where tenant_id = ? and user_id = ?")
                .setParameter(1, tenantId)
                .setParameter(2, id)
                .executeUpdate();
          }
          unit.announce(deleted);
        });
  }

  /** Deletes all rows of a tenant. */
  void erase(String tenantId) {
    unit.run(
        em -> {
          for (String table :
              List.of(
                  "directory_address",
                  "directory_password",
                  "directory_membership",
                  "directory_nesting",
                  "directory_nesting_lock",
                  "directory_group",
                  "directory_user")) {
            em.createNativeQuery("delete from " + table + " where tenant_id = ?")
                .setParameter(1, tenantId)
                .executeUpdate();
          }
        });
  }

  /** Locks the row, so that concurrent changes are serialized. */
  private static Optional<UserRow> row(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(
        em.find(UserRow.class, new DirectoryRowKey(tenantId, id), LockModeType.PESSIMISTIC_WRITE));
  }
}
