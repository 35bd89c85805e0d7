package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.directory.entity.RowKey;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.Statements;

/** The tables of users and of their passwords. */
final class UserStore {
  private static final Map<String, String> SORT_KEYS =
      Map.of(
          "email", "email",
          "username", "username",
          "name", "displayName",
          "createdAt", "createdAt",
          "updatedAt", "updatedAt",
          "lastLoginAt", "lastLoginAt");

  private final PersistenceUnit unit;

  UserStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds a user, with the hash of a password or without one. */
  void insert(String tenantId, Account account, Optional<String> passwordHash) {
    unit.run(
        em -> {
          var row = new UserRow(new RowKey(tenantId, account.id()));
          row.createdAt(Micros.of(account.createdAt()));
          write(row, account);
          em.persist(row);
          FoldedAddresses.take(em, tenantId, account.id(), account.profile().email());
          passwordHash.ifPresent(hash -> insertPassword(em, tenantId, account.id(), hash));
        });
  }

  /** The user with this id or, if it has an at sign, this e-mail address, byte for byte. */
  Optional<Account> find(String tenantId, String idOrEmail) {
    return unit.read(em -> row(em, tenantId, idOrEmail).map(UserStore::account));
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
                .map(UserStore::account));
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
                .map(UserStore::account)
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

  /** One page of the users that the filter lets through. */
  Page<Account> list(String tenantId, UserFilter filter, PageRequest page) {
    if (filter.ids().isPresent() && filter.ids().get().isEmpty()) {
      return new Page<>(List.of(), 0, page);
    }
    var key = page.sortBy().orElse("createdAt");
    if (!SORT_KEYS.containsKey(key)) {
      throw Problem.invalid("sortBy", "sortBy is one of " + SORT_KEYS.keySet() + ".");
    }
    var where = new ArrayList<>(List.of("u.key.tenantId = :tenant"));
    var values = new HashMap<String, Object>(Map.of("tenant", tenantId));
    conditions(filter, page, where, values);
    var from = " from UserRow u where " + String.join(" and ", where);
    var order =
        " order by u." + SORT_KEYS.get(key) + (page.descending() ? " desc" : "") + ", u.key.id";
    return unit.read(
        em -> {
          var total = em.createQuery("select count(u.email)" + from, Long.class);
          var rows = em.createQuery("select u" + from + order, UserRow.class);
          bind(total, values);
          bind(rows, values);
          rows.setFirstResult(Math.toIntExact(Math.min(page.offset(), Integer.MAX_VALUE)));
          rows.setMaxResults(page.limit());
          var items = rows.getResultList().stream().map(UserStore::account).toList();
          return new Page<>(items, total.getSingleResult(), page);
        });
  }

  /**
   * Changes a user.
   *
   * @param version the version that it must have, if the caller named one
   * @return the user after it; empty if there is none
   * @throws Problem 412 {@code precondition_failed} if it has another version
   */
  Optional<Account> update(
      String tenantId, String id, OptionalLong version, UnaryOperator<Account> change) {
    return unit.write(
        em ->
            row(em, tenantId, id)
                .map(
                    row -> {
                      Versions.require(version, row.versionNo());
                      var before = row.email();
                      write(row, change.apply(account(row)));
                      FoldedAddresses.change(em, tenantId, id, before, row.email());
                      em.flush(); // the version that this change makes is part of the answer
                      return account(row);
                    }));
  }

  /** Counts a sign-in; not a change that an administrator's could collide with. */
  void signedIn(String tenantId, String id, Instant when) {
    unit.statement(
        connection ->
            Statements.update(
                connection,
                "update directory_user set login_count = login_count + 1, last_login_at = ?"
                    + " where tenant_id = ? and id = ?",
                Micros.of(when),
                tenantId,
                id));
  }

  /** Replaces the hash of the user's password. */
  void password(String tenantId, String id, String hash) {
    unit.run(
        em -> {
          em.createNativeQuery("delete from directory_password where tenant_id = ? and user_id = ?")
              .setParameter(1, tenantId)
              .setParameter(2, id)
              .executeUpdate();
          insertPassword(em, tenantId, id, hash);
        });
  }

  /** Replaces a hash by another one of the same password, unless it was changed meanwhile. */
  void rehash(String tenantId, String id, String was, String is) {
    unit.run(
        em ->
            em.createNativeQuery(
                    "update directory_password set password_hash = ?"
                        + " where tenant_id = ? and user_id = ? and password_hash = ?")
                .setParameter(1, is)
                .setParameter(2, tenantId)
                .setParameter(3, id)
                .setParameter(4, was)
                .executeUpdate());
  }

  /** The hash of the user's password. */
  Optional<String> passwordHash(String tenantId, String id) {
    return unit.statement(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select password_hash from directory_password"
                      + " where tenant_id = ? and user_id = ?")) {
            statement.setString(1, tenantId);
            statement.setString(2, id);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Removes a user with everything that the directory knows of it. */
  void delete(String tenantId, String id, OptionalLong version) {
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

  private static void conditions(
      UserFilter filter, PageRequest page, List<String> where, Map<String, Object> values) {
    page.search()
        .ifPresent(
            text -> {
              where.add(
                  "(lower(u.email) like :text escape '!' or lower(u.displayName) like :text"
                      + " escape '!' or lower(u.username) like :text escape '!')");
              values.put("text", pattern(text));
            });
    filter
        .ids()
        .ifPresent(
            ids -> {
              where.add("u.key.id in :ids");
              values.put("ids", List.copyOf(ids));
            });
    filter
        .group()
        .ifPresent(
            group -> {
              where.add(
                  "exists (select m.since from MembershipRow m where m.key.tenantId = :tenant"
                      + " and m.key.groupId = :group and m.key.userId = u.key.id)");
              values.put("group", group);
            });
    filter
        .blocked()
        .ifPresent(blocked -> where.add("u.blockedAt is " + (blocked ? "not null" : "null")));
    filter
        .active()
        .ifPresent(
            active -> {
              where.add("u.active = :active");
              values.put("active", active);
            });
  }

  private static void bind(TypedQuery<?> query, Map<String, Object> values) {
    values.forEach(query::setParameter);
  }

  private static Optional<UserRow> row(EntityManager em, String tenantId, String idOrEmail) {
    if (idOrEmail.indexOf('@') < 0) {
      return Optional.ofNullable(em.find(UserRow.class, new RowKey(tenantId, idOrEmail)));
    }
    return em
        .createQuery(
            "select u from UserRow u where u.key.tenantId = :tenant and u.email = :email",
            UserRow.class)
        .setParameter("tenant", tenantId)
        .setParameter("email", idOrEmail)
        .getResultList()
        .stream()
        .findFirst();
  }

  private static void insertPassword(EntityManager em, String tenantId, String id, String hash) {
    em.createNativeQuery(
            "insert into directory_password (tenant_id, user_id, password_hash, changed_at)"
                + " values (?, ?, ?, ?)")
        .setParameter(1, tenantId)
        .setParameter(2, id)
        .setParameter(3, hash)
        .setParameter(4, Micros.of(Micros.now()))
        .executeUpdate();
  }

  private static void write(UserRow row, Account account) {
    var profile = account.profile();
    row.email(profile.email());
    row.username(profile.username().orElse(null));
    row.displayName(profile.name().orElse(null));
    row.givenName(profile.givenName().orElse(null));
    row.familyName(profile.familyName().orElse(null));
    row.picture(profile.picture().orElse(null));
    row.emailVerified(profile.emailVerified());
    row.phoneNumber(profile.phoneNumber().orElse(null));
    row.phoneNumberVerified(profile.phoneNumberVerified());
    row.active(profile.active());
    row.locale(profile.locale().orElse(null));
    row.zoneinfo(profile.zoneinfo().orElse(null));
    row.address(ProfileJson.text(profile.address().claim()));
    Map<String, Map<String, String>> localized = new TreeMap<>();
    profile.localized().forEach((tag, names) -> localized.put(tag, names.claims()));
    row.localizedNames(ProfileJson.text(localized));
    row.blockedAt(account.blockedAt().map(Micros::of).orElse(null));
    row.loginCount(account.loginCount());
    row.lastLoginAt(account.lastLoginAt().map(Micros::of).orElse(null));
    row.updatedAt(Micros.of(Micros.now()));
  }

  private static Account account(UserRow row) {
    var profile =
        new Profile(
            row.email(),
            Optional.ofNullable(row.username()),
            Optional.ofNullable(row.displayName()),
            Optional.ofNullable(row.givenName()),
            Optional.ofNullable(row.familyName()),
            Optional.ofNullable(row.picture()),
            row.emailVerified(),
            Optional.ofNullable(row.phoneNumber()),
            row.phoneNumberVerified(),
            row.active(),
            Optional.ofNullable(row.locale()),
            Optional.ofNullable(row.zoneinfo()),
            PostalAddress.of(ProfileJson.object(row.address())),
            localized(row));
    return new Account(
        row.id(),
        profile,
        Micros.instant(row.blockedAt()),
        row.loginCount(),
        Micros.instant(row.lastLoginAt()),
        Micros.instant(row.createdAt()),
        Micros.instant(row.updatedAt()),
        row.versionNo());
  }

  private static Map<String, LocalizedNames> localized(UserRow row) {
    Map<String, LocalizedNames> localized = new TreeMap<>();
    ProfileJson.object(row.localizedNames())
        .forEach((tag, names) -> localized.put((String) tag, LocalizedNames.of((Map<?, ?>) names)));
    return localized;
  }

  private static String pattern(String search) {
    var text = search.toLowerCase(Locale.ROOT);
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
