package org.lumoauth.platform.directory;

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
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.directory.entity.RowKey;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** The table of users, with what goes with a user of the other tables. */
final class UserStore {
  private static final int AT_ONCE = 500;

  private final PersistenceUnit unit;

  UserStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** The hashes of their passwords. */
  PasswordHashes passwords() {
    return new PasswordHashes(unit);
  }

  /** One page of the users that the filter lets through. */
  Page<Account> list(String tenantId, UserFilter filter, PageRequest page) {
    return new UserListing(unit).list(tenantId, filter, page);
  }

  /** Adds a user, with the hash of a password or without one. */
  void insert(String tenantId, Account account, Optional<String> passwordHash) {
    unit.run(
        em -> {
          var row = new UserRow(new RowKey(tenantId, account.id()));
          row.createdAt(Micros.of(account.createdAt()));
          UserRows.write(row, account);
          em.persist(row);
          FoldedAddresses.take(em, tenantId, account.id(), account.profile().email());
          passwordHash.ifPresent(hash -> PasswordHashes.insert(em, tenantId, account.id(), hash));
        });
  }

  /** The user with this id or, if it has an at sign, this e-mail address, byte for byte. */
  Optional<Account> find(String tenantId, String idOrEmail) {
    return unit.statement(connection -> UserColumns.find(connection, tenantId, idOrEmail));
  }

  /** The one user with this address, whatever the case of its letters within ASCII. */
  Optional<Account> findByAddress(String tenantId, String email) {
    return unit.read(
        em -> {
          var holders = findAll(tenantId, FoldedAddresses.holders(em, tenantId, email));
          return holders.size() == 1
              ? holders.stream()
                  .filter(user -> FoldedAddresses.same(user.profile().email(), email))
                  .findFirst()
              : Optional.empty();
        });
  }

  /** The addresses that users have who have one of these, whatever its case. */
  Set<String> like(String tenantId, Collection<String> emails) {
    var all = List.copyOf(emails);
    Set<String> found = new HashSet<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      found.addAll(unit.read(em -> FoldedAddresses.like(em, tenantId, some)));
    }
    return found;
  }

  /** The user with this username, byte for byte. */
  Optional<Account> findByUsername(String tenantId, String username) {
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
                .map(UserRows::account));
  }

  /** Those of these users that there are. */
  List<Account> findAll(String tenantId, Collection<String> ids) {
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
                .map(UserRows::account)
                .toList());
  }

  /** Ids of users after an id, in order. */
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
   * @param told what is to be told of it
   */
  record Changed(Account before, Account after, Announcement told) {}

  /**
   * Changes a user.
   *
   * @param version the version that it must have, if the caller named one
   * @param telling what is to be told of it, by how the user was and is
   * @return empty if there is none
   * @throws Problem 412 {@code precondition_failed} if it has another version
   */
  Optional<Changed> update(
      String tenantId,
      String id,
      OptionalLong version,
      UnaryOperator<Account> change,
      BiFunction<Account, Account, Announcement> telling) {
    return unit.write(
        em ->
            row(em, tenantId, id)
                .map(
                    row -> {
                      Versions.require(version, row.versionNo());
                      var before = UserRows.account(row);
                      UserRows.write(row, change.apply(before));
                      FoldedAddresses.change(
                          em, tenantId, id, before.profile().email(), row.email());
                      var told = telling.apply(before, UserRows.account(row));
                      unit.announce(told);
                      em.flush(); // the version that this change makes is part of the answer
                      return new Changed(before, UserRows.account(row), told);
                    }));
  }

  /** Removes a user with everything that the directory knows of it. */
  void delete(String tenantId, String id, OptionalLong version, Announcement deleted) {
    unit.run(
        em -> {
          row(em, tenantId, id)
              .ifPresent(
                  row -> {
                    Versions.require(version, row.versionNo());
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

  /** Removes every row of a tenant from every table. */
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

  /** Locked: of several changes at once each is made, one after the other. */
  private static Optional<UserRow> row(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(
        em.find(UserRow.class, new RowKey(tenantId, id), LockModeType.PESSIMISTIC_WRITE));
  }
}
