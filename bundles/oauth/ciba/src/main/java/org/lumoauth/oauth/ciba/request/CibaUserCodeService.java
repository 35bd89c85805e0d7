/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.CredentialStore;
import org.lumoauth.api.authn.CredentialStore.StoredCredential;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Manages the users' codes, which clients must send if the tenant enables this ({@code user_code},
 * CIBA section 7.1). A user without a code cannot be requested, and an unknown user is handled the
 * same way.
 */
@Component(service = CibaUserCodeService.class)
public final class CibaUserCodeService {

  /** The minimum number of characters of a code. */
  public static final int MIN_LENGTH = 6;

  /** The maximum number of characters of a code. */
  public static final int MAX_LENGTH = 64;

  private static final String METHOD = "ciba-user-code";
  private static final AttemptLimit GUESSES = new AttemptLimit(5, Duration.ofMinutes(15));

  private final CredentialStore credentials;
  private final PasswordHasher hasher;
  private final AttemptLimiter limiter;

  @Activate
  public CibaUserCodeService(
      @Reference CredentialStore credentials,
      @Reference PasswordHasher hasher,
      @Reference AttemptLimiter limiter) {
    this.credentials = credentials;
    this.hasher = hasher;
    this.limiter = limiter;
  }

  /**
   * Requires the user's code, if the tenant enables codes.
   *
   * @throws OAuthException {@code missing_user_code}, {@code invalid_user_code}; {@code
   *     too_many_requests} after too many wrong codes for this user
   */
  public void require(
      TenantContext tenant,
      LoginHintUser person,
      Optional<String> userCode,
      CibaSettings.CibaSettingValues settings) {
    if (!settings.userCode()) {
      return;
    }
    String code =
        userCode.orElseThrow(
            () ->
                new OAuthException(
                    400,
                    "missing_user_code",
                    "The parameter user_code is required for this user."));
    Optional<Instant> until = limiter.count(tenant, METHOD, person.key(), GUESSES);
    if (until.isPresent()) {
      throw new OAuthException(
          429,
          "too_many_requests",
          "Too many wrong codes. Try again after the time in the Retry-After header.",
          Map.of("Retry-After", Long.toString(GUESSES.window().toSeconds())));
    }
    Optional<String> hash =
        person.userId().flatMap(id -> find(tenant, id)).map(CibaUserCodeService::hash);
    boolean fits = code.length() <= MAX_LENGTH; // a longer code is not hashed
    if (!hasher.matches((fits ? code : "").toCharArray(), hash.orElse(null)) || !fits) {
      throw new OAuthException(
          400, "invalid_user_code", "The user_code is not the code of this user.");
    }
    limiter.reset(tenant, METHOD, person.key());
  }

  /** Returns whether the user has a code. */
  public boolean isSet(TenantContext tenant, String userId) {
    return find(tenant, userId).isPresent();
  }

  /** Sets a user's code and replaces an existing code. */
  public void set(TenantContext tenant, String userId, String code) {
    byte[] secret = hasher.hash(code.toCharArray()).getBytes(StandardCharsets.US_ASCII);
    clear(tenant, userId);
    credentials.add(tenant, user(userId), METHOD, secret, Map.of());
  }

  /** Removes a user's code. */
  public void clear(TenantContext tenant, String userId) {
    List<StoredCredential> all = credentials.list(tenant, user(userId), METHOD);
    all.forEach(one -> credentials.remove(tenant, one.id()));
  }

  private Optional<StoredCredential> find(TenantContext tenant, String userId) {
    List<StoredCredential> all = credentials.list(tenant, user(userId), METHOD);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private static String hash(StoredCredential credential) {
    return new String(credential.secret(), StandardCharsets.US_ASCII);
  }

  private static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }
}
