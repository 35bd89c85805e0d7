package org.lumoauth.platform.directory;

import java.util.Locale;
import javax.persistence.EntityManager;
import org.lumoauth.api.web.Problem;

/**
 * Which addresses are taken, whatever their case: nobody gets one that differs from somebody else's
 * by that alone. Who had such a one before this was kept has it still, at a place after the first.
 */
final class FoldedAddresses {

  private static final int FIRST = 0;

  private FoldedAddresses() {}

  /** The address without its case. */
  private static String folded(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  /**
   * Takes an address in the transaction that makes a user. Of two transactions that take the same
   * one, one ends with a duplicate key.
   *
   * @throws Problem 409 {@code duplicate_resource} if somebody else has it
   */
  static void take(EntityManager em, String tenantId, String userId, String email) {
    requireFree(em, tenantId, userId, email);
    Links.statement(
            em,
            "insert into directory_address (folded, place, tenant_id, user_id)"
                + " values (?, ?, ?, ?)",
            folded(email),
            FIRST,
            tenantId,
            userId)
        .executeUpdate();
  }

  /**
   * The same in the transaction that changes a user, for the address that they had.
   *
   * @throws Problem 409 {@code duplicate_resource} if somebody else has it
   */
  static void change(EntityManager em, String tenantId, String userId, String was, String is) {
    if (folded(was).equals(folded(is))) {
      return; // also of one who shares it from before
    }
    requireFree(em, tenantId, userId, is);
    Links.statement(
            em,
            "update directory_address set folded = ?, place = ?"
                + " where tenant_id = ? and user_id = ?",
            folded(is),
            FIRST,
            tenantId,
            userId)
        .executeUpdate();
  }

  private static void requireFree(EntityManager em, String tenantId, String userId, String email) {
    boolean another =
        !Links.texts(
                Links.statement(
                    em,
                    "select user_id from directory_address"
                        + " where tenant_id = ? and folded = ? and user_id <> ?",
                    tenantId,
                    folded(email),
                    userId))
            .isEmpty();
    if (another) {
      throw UserCreation.taken();
    }
  }
}
