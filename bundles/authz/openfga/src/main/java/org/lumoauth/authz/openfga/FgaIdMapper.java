/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import java.util.Optional;
import java.util.regex.Pattern;

/** Maps ids: OpenFGA clients use plain ULIDs for stores and models; internal ids have a prefix. */
public final class FgaIdMapper {
  private static final String STORE = "sto_";
  private static final String MODEL = "rmo_";
  private static final Pattern ULID = Pattern.compile("[ABCDEFGHJKMNPQRSTVWXYZ0-9]{26}");

  private FgaIdMapper() {}

  /**
   * Returns the internal id of a store.
   *
   * @throws FgaException 400 if it is not a ULID
   */
  public static String store(String ulid) {
    return STORE + checked(ulid, "store_id");
  }

  /**
   * Returns the internal id of a model; empty if the request names none.
   *
   * @throws FgaException 400 if it is not a ULID
   */
  public static Optional<String> model(String ulid) {
    return ulid == null || ulid.isEmpty()
        ? Optional.empty()
        : Optional.of(MODEL + checked(ulid, "authorization_model_id"));
  }

  /** Returns the id of a store or a model for clients. */
  public static String plain(String id) {
    return id.substring(STORE.length());
  }

  private static String checked(String ulid, String name) {
    if (!ULID.matcher(ulid).matches()) {
      throw FgaException.invalid("`" + name + "` must be a ULID of 26 characters.");
    }
    return ulid;
  }
}
