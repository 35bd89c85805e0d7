/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.directory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Finds users and their groups. */
@ProviderType
public interface UserDirectory {

  /** Returns the user with this id or e-mail address. */
  Optional<User> find(TenantContext tenant, String idOrEmail);

  /**
   * Returns the user with this e-mail address, ignoring the case of ASCII letters: no other user
   * can have the same address. Beyond ASCII, letters are case-sensitive, because case mapping can
   * turn some into another user's address (Unicode Technical Report 36). Empty if several users
   * have the address, which can be the case for users created before such duplicates were rejected.
   */
  Optional<User> findByEmail(TenantContext tenant, String email);

  /**
   * Returns the user that a person refers to by an id or an e-mail address: first an exact match,
   * then in lower case, then ignoring case as {@link #findByEmail} does. Beyond ASCII, letters are
   * case-sensitive here too.
   */
  default Optional<User> findByUserInput(TenantContext tenant, String idOrEmail) {
    boolean ascii = idOrEmail.chars().allMatch(letter -> letter < 128);
    return find(tenant, idOrEmail)
        .or(() -> ascii ? find(tenant, idOrEmail.toLowerCase(Locale.ROOT)) : Optional.empty())
        .or(() -> findByEmail(tenant, idOrEmail));
  }

  /**
   * Returns the user with this username, compared byte for byte. A username contains no at sign.
   */
  Optional<User> findByUsername(TenantContext tenant, String username);

  /** Returns the users with these ids, in no particular order; unknown ids are omitted. */
  List<User> findAll(TenantContext tenant, Set<String> ids);

  /** Returns the ids of all groups of the user, direct and indirect. Answers from memory. */
  Set<String> groupsOf(TenantContext tenant, String userId);

  /**
   * Returns the user's standard claims (OpenID Connect Core section 5.1) by name, except {@code
   * sub}; unknown values are omitted. Values in further languages are included, with {@code #} and
   * the language tag appended to the name (section 5.2).
   */
  Map<String, Object> standardClaims(TenantContext tenant, String userId);

  /** Returns the names of the standard claims that the directory may provide. */
  Set<String> claimNames();

  /**
   * Creates a user.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code duplicate_resource}, 422 {@code
   *     validation_error}
   */
  User create(TenantContext tenant, NewUser user);
}
