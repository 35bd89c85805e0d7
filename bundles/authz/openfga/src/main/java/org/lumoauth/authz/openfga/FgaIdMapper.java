package org.lumoauth.authz.openfga;

import java.util.Optional;
import java.util.regex.Pattern;

/** OpenFGA's clients know stores and models by plain ULIDs; inside these have a prefix. */
public final class FgaIdMapper {
  private static final String STORE = "sto_";
  private static final String MODEL = "rmo_";
  private static final Pattern ULID = Pattern.compile("[ABCDEFGHJKMNPQRSTVWXYZ0-9]{26}");

  private FgaIdMapper() {}

  /**
   * The store that a client names.
   *
   * @throws FgaException 400 if it is no ULID
   */
  public static String store(String ulid) {
    return STORE + checked(ulid, "store_id");
  }

  /**
   * The model that a client names; none where it names none.
   *
   * @throws FgaException 400 if it is no ULID
   */
  public static Optional<String> model(String ulid) {
    return ulid == null || ulid.isEmpty()
        ? Optional.empty()
        : Optional.of(MODEL + checked(ulid, "authorization_model_id"));
  }

  /** How clients know a store or a model. */
  public static String plain(String id) {
    return id.substring(STORE.length());
  }

  private static String checked(String ulid, String name) {
    if (!ULID.matcher(ulid).matches()) {
      throw FgaException.invalid(name + " is a ULID of 26 characters.");
    }
    return ulid;
  }
}
