package org.lumoauth.api.directory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Reads users and the groups that they are in. */
@ProviderType
public interface UserDirectory {

  /** The user with this id or e-mail address. */
  Optional<User> find(TenantContext tenant, String idOrEmail);

  /**
   * The user with this e-mail address, whatever the case of its letters: nobody else can get it. Of
   * letters beyond ASCII the case counts, for some become letters of somebody else's address
   * (Unicode Technical Report 36). Empty as well where several users have it, who were there before
   * such addresses were refused.
   */
  Optional<User> findByEmail(TenantContext tenant, String email);

  /**
   * The user whom a person means who names somebody else by an id or an e-mail address: as it is
   * written, else in lower case, else whatever its case as {@link #findByEmail} has it. Of letters
   * beyond ASCII the case counts here too.
   */
  default Optional<User> findByUserInput(TenantContext tenant, String idOrEmail) {
    boolean ascii = idOrEmail.chars().allMatch(letter -> letter < 128);
    return find(tenant, idOrEmail)
        .or(() -> ascii ? find(tenant, idOrEmail.toLowerCase(Locale.ROOT)) : Optional.empty())
        .or(() -> findByEmail(tenant, idOrEmail));
  }

  /** The user with this username, byte for byte. A username has no at sign. */
  Optional<User> findByUsername(TenantContext tenant, String username);

  /** The users with these ids, in no order; unknown ids are left out. */
  List<User> findAll(TenantContext tenant, Set<String> ids);

  /**
   * Ids of all groups that the user is in, directly or through other groups. Answers from memory.
   */
  Set<String> groupsOf(TenantContext tenant, String userId);

  /**
   * The user's standard claims (OpenID Connect Core section 5.1) by their names, but {@code sub};
   * what is not known is left out. What is known in further languages is there too, its name
   * followed by {@code #} and the language tag (section 5.2).
   */
  Map<String, Object> standardClaims(TenantContext tenant, String userId);

  /** Names of the standard claims that it may know of a user. */
  Set<String> claimNames();

  /**
   * Makes a user.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code duplicate_resource}, 422 {@code
   *     validation_error}
   */
  User create(TenantContext tenant, NewUser user);
}
