/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.List;
import java.util.Locale;
import javax.persistence.EntityManager;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.NativeQueryFactory;

/**
 * Index of email addresses in use, regardless of case. A new address must not differ from an
 * existing address by case alone. Users that had such addresses before the index existed retain
 * them, with a rank after the first.
 */
final class CaseFoldedEmailIndex {

  private static final int FIRST = 0;

  private CaseFoldedEmailIndex() {}

  /** Returns the address in case-folded form. */
  static String foldCase(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  /** Returns whether two addresses differ at most in the case of ASCII letters. */
  static boolean equalsIgnoringCase(String one, String other) {
    return one.equals(other) || ascii(one) && ascii(other) && one.equalsIgnoreCase(other);
  }

  private static boolean ascii(String email) {
    return email.chars().allMatch(letter -> letter < 128);
  }

  /** Returns the addresses of existing users that match one of these regardless of case. */
  static List<String> findSimilar(EntityManager em, String tenantId, List<String> emails) {
    return NativeQueryFactory.listStrings(
        NativeQueryFactory.createQuery(
            em,
            "select u.email from directory_user u join directory_address a"
                + " on a.tenant_id = u.tenant_id and a.user_id = u.id"
                + " where u.tenant_id = ? and a.folded in (?)",
            tenantId,
            emails.stream().map(CaseFoldedEmailIndex::foldCase).distinct().toList()));
  }

  /** Returns the ids of the users with an address, regardless of case. */
  static List<String> findHolders(EntityManager em, String tenantId, String email) {
    return NativeQueryFactory.listStrings(
        NativeQueryFactory.createQuery(
            em,
            "select user_id from directory_address where tenant_id = ? and folded = ?",
            tenantId,
            foldCase(email)));
  }

  /**
   * Reserves an address in the transaction that creates a user. If two transactions reserve the
   * same address, one fails with a duplicate key.
   *
   * @throws ApiException 409 {@code duplicate_resource} if another user has the address
   */
  static void reserve(EntityManager em, String tenantId, String userId, String email) {
    requireFree(em, tenantId, userId, email);
    insert(em, tenantId, userId, email, FIRST);
  }

  /**
   * Reserves a changed address in the transaction that changes a user, and releases the old
   * address.
   *
   * @throws ApiException 409 {@code duplicate_resource} if another user has the address
   */
  static void change(EntityManager em, String tenantId, String userId, String was, String is) {
    if (foldCase(was).equals(foldCase(is))) {
      return; // also for a user who already shares the address
    }
    requireFree(em, tenantId, userId, is);
    remove(em, tenantId, userId);
    insert(em, tenantId, userId, is, FIRST);
  }

  /** Indexes the address of an existing user, in addition to other users with the same address. */
  static void reindex(EntityManager em, String tenantId, String userId, String email) {
    remove(em, tenantId, userId);
    var next =
        (Number)
            NativeQueryFactory.createQuery(
                    em,
                    "select coalesce(max(place) + 1, 0) from directory_address"
                        + " where tenant_id = ? and folded = ?",
                    tenantId,
                    foldCase(email))
                .getSingleResult();
    insert(em, tenantId, userId, email, next.intValue());
  }

  private static void insert(
      EntityManager em, String tenantId, String userId, String email, int place) {
    NativeQueryFactory.createQuery(
            em,
            "insert into directory_address (folded, place, tenant_id, user_id)"
                + " values (?, ?, ?, ?)",
            foldCase(email),
            place,
            tenantId,
            userId)
        .executeUpdate();
  }

  private static void remove(EntityManager em, String tenantId, String userId) {
    NativeQueryFactory.createQuery(
            em,
            "delete from directory_address where tenant_id = ? and user_id = ?",
            tenantId,
            userId)
        .executeUpdate();
  }

  /**
   * Checks the user table as well. During a rolling update, a server of an earlier version creates,
   * changes and deletes users without the index; stale entries are corrected here.
   */
  private static void requireFree(EntityManager em, String tenantId, String userId, String email) {
    var wanted = foldCase(email);
    if (!NativeQueryFactory.listStrings(
            NativeQueryFactory.createQuery(
                em,
                "select id from directory_user where tenant_id = ? and email = ? and id <> ?",
                tenantId,
                wanted,
                userId))
        .isEmpty()) {
      throw UserCreationService.emailTaken();
    }
    var noted =
        NativeQueryFactory.createQuery(
                em,
                "select a.user_id, u.email from directory_address a left join directory_user u"
                    + " on u.tenant_id = a.tenant_id and u.id = a.user_id"
                    + " where a.tenant_id = ? and a.folded = ? and a.user_id <> ?",
                tenantId,
                wanted,
                userId)
            .getResultList();
    for (Object each : noted) {
      var row = (Object[]) each;
      var has = (String) row[1];
      if (has == null) {
        remove(em, tenantId, (String) row[0]);
      } else if (foldCase(has).equals(wanted)) {
        throw UserCreationService.emailTaken();
      } else {
        reindex(em, tenantId, (String) row[0], has);
      }
    }
  }
}
