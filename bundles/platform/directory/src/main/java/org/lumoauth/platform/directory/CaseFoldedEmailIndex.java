package org.lumoauth.platform.directory;

import java.util.List;
import java.util.Locale;
import javax.persistence.EntityManager;
import org.lumoauth.api.web.ApiException;

/**
 * Which addresses are taken, whatever their case: nobody gets one that differs from somebody else's
 * by that alone. Who had such a one before this was kept has it still, at a place after the first.
 */
final class CaseFoldedEmailIndex {

  private static final int FIRST = 0;

  private CaseFoldedEmailIndex() {}

  /** The address without its case. */
  static String foldCase(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  /** Whether two addresses differ by the case of letters of ASCII at most. */
  static boolean equalsIgnoringCase(String one, String other) {
    return one.equals(other) || ascii(one) && ascii(other) && one.equalsIgnoreCase(other);
  }

  private static boolean ascii(String email) {
    return email.chars().allMatch(letter -> letter < 128);
  }

  /** The addresses that users have who have one of these, whatever its case. */
  static List<String> findSimilar(EntityManager em, String tenantId, List<String> emails) {
    return NativeQueries.listStrings(
        NativeQueries.createQuery(
            em,
            "select u.email from directory_user u join directory_address a"
                + " on a.tenant_id = u.tenant_id and a.user_id = u.id"
                + " where u.tenant_id = ? and a.folded in (?)",
            tenantId,
            emails.stream().map(CaseFoldedEmailIndex::foldCase).distinct().toList()));
  }

  /** Ids of the users who have an address, whatever its case. */
  static List<String> findHolders(EntityManager em, String tenantId, String email) {
    return NativeQueries.listStrings(
        NativeQueries.createQuery(
            em,
            "select user_id from directory_address where tenant_id = ? and folded = ?",
            tenantId,
            foldCase(email)));
  }

  /**
   * Takes an address in the transaction that makes a user. Of two transactions that take the same
   * one, one ends with a duplicate key.
   *
   * @throws ApiException 409 {@code duplicate_resource} if somebody else has it
   */
  static void reserve(EntityManager em, String tenantId, String userId, String email) {
    requireFree(em, tenantId, userId, email);
    insert(em, tenantId, userId, email, FIRST);
  }

  /**
   * The same in the transaction that changes a user, for the address that they had.
   *
   * @throws ApiException 409 {@code duplicate_resource} if somebody else has it
   */
  static void change(EntityManager em, String tenantId, String userId, String was, String is) {
    if (foldCase(was).equals(foldCase(is))) {
      return; // also of one who shares it from before
    }
    requireFree(em, tenantId, userId, is);
    remove(em, tenantId, userId);
    insert(em, tenantId, userId, is, FIRST);
  }

  /** Writes down the address that a user has, beside whoever has the same already. */
  static void reindex(EntityManager em, String tenantId, String userId, String email) {
    remove(em, tenantId, userId);
    var next =
        (Number)
            NativeQueries.createQuery(
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
    NativeQueries.createQuery(
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
    NativeQueries.createQuery(
            em,
            "delete from directory_address where tenant_id = ? and user_id = ?",
            tenantId,
            userId)
        .executeUpdate();
  }

  /**
   * Whoever has it by the users themselves: a server of an earlier version, which serves beside
   * this one while they are replaced one by one, makes, changes and deletes users without the table
   * of addresses. What that left behind here is set right.
   */
  private static void requireFree(EntityManager em, String tenantId, String userId, String email) {
    var wanted = foldCase(email);
    if (!NativeQueries.listStrings(
            NativeQueries.createQuery(
                em,
                "select id from directory_user where tenant_id = ? and email = ? and id <> ?",
                tenantId,
                wanted,
                userId))
        .isEmpty()) {
      throw UserCreationService.emailTaken();
    }
    var noted =
        NativeQueries.createQuery(
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
