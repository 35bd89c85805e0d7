/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the secrets of links in messages; only their keyed hashes are stored. */
@Component(service = MailTokenStore.class)
public final class MailTokenStore {
  static final Duration RESET = Duration.ofMinutes(30);
  static final Duration VERIFICATION = Duration.ofDays(1);
  static final Duration REGISTRATION = Duration.ofHours(1);

  /** How long a used or expired link can be exchanged for a new message. */
  static final Duration AGAIN = Duration.ofDays(1);

  private static final String RESET_KIND = "password-reset";
  private static final String RESET_OF_KIND = "password-reset-of";
  private static final String VERIFY_KIND = "email-verification";
  private static final String REGISTER_KIND = "registration";
  private static final String AGAIN_KIND = "registration-again";

  private final ShortLivedRecordStore store;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public MailTokenStore(
      @Reference ShortLivedRecordStore store,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * The user of a link.
   *
   * @param userId the user
   * @param email the address to which it was sent
   * @param serial equal to the serial of the user's newest link, if it is that link
   */
  public record MailTokenHolder(String userId, String email, String serial) {}

  /**
   * The newest link of a user.
   *
   * @param serial the {@link MailTokenHolder#serial} of the newest link
   * @param askedAt when it was issued; empty for a link of an older version
   */
  public record NewestMailToken(String serial, Optional<Instant> askedAt) {
    public NewestMailToken {
      askedAt = askedAt == null ? Optional.empty() : askedAt;
    }
  }

  /**
   * The data of a registration.
   *
   * @param email the address
   * @param name the display name
   * @param givenName the given name
   * @param familyName the family name
   * @param password the chosen password; encrypted in the store
   * @param browser the keyed hash of the browser's secret, in hexadecimal
   * @param attempt the sign-in to return to
   */
  public record RegistrationApplicant(
      String email,
      Optional<String> name,
      Optional<String> givenName,
      Optional<String> familyName,
      String password,
      String browser,
      Optional<String> attempt) {
    /** Returns a copy without the password, which must then be chosen after opening the link. */
    RegistrationApplicant withoutPassword() {
      return new RegistrationApplicant(email, name, givenName, familyName, "", browser, attempt);
    }

    @Override
    public String toString() {
      return "Applicant[" + email + "]";
    }
  }

  /** Issues a link to set a new password, which invalidates an older link. */
  String issueReset(TenantContext tenant, User user) {
    var token = vault.newSecret();
    var serial = vault.newSecret();
    var now = clock.instant();
    var end = now.plus(RESET);
    store.remove(tenant, RESET_OF_KIND, user.id());
    store.add(tenant, RESET_OF_KIND, user.id(), new NewestMailToken(serial, Optional.of(now)), end);
    store.add(tenant, RESET_KIND, token, new MailTokenHolder(user.id(), user.email(), serial), end);
    return token;
  }

  /** Returns the user of a valid password reset link. */
  Optional<MailTokenHolder> findReset(TenantContext tenant, String token) {
    return store
        .find(tenant, RESET_KIND, token, MailTokenHolder.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value)
        .filter(holder -> newest(tenant, holder));
  }

  /** Consumes a password reset link: exactly one of several concurrent calls succeeds. */
  Optional<MailTokenHolder> takeReset(TenantContext tenant, String token) {
    var holder =
        store
            .take(tenant, RESET_KIND, token, MailTokenHolder.class)
            .map(ShortLivedRecordStore.ShortLivedRecord::value)
            .filter(found -> newest(tenant, found));
    holder.ifPresent(found -> store.remove(tenant, RESET_OF_KIND, found.userId()));
    return holder;
  }

  /** Revokes the password reset link of a user. */
  void endReset(TenantContext tenant, String userId) {
    store.remove(tenant, RESET_OF_KIND, userId);
  }

  /** Revokes the password reset link of a user, unless it was issued after that time. */
  void endReset(TenantContext tenant, String userId, Instant when) {
    boolean since =
        store
            .find(tenant, RESET_OF_KIND, userId, NewestMailToken.class)
            .flatMap(entry -> entry.value().askedAt())
            .filter(asked -> asked.isAfter(when))
            .isPresent();
    if (!since) {
      endReset(tenant, userId);
    }
  }

  /** Issues a link that verifies an address. */
  String issueVerification(TenantContext tenant, User user) {
    var token = vault.newSecret();
    var holder = new MailTokenHolder(user.id(), user.email(), "");
    store.add(tenant, VERIFY_KIND, token, holder, clock.instant().plus(VERIFICATION));
    return token;
  }

  /** Returns the user of a valid verification link. Opening it repeatedly has no further effect. */
  Optional<MailTokenHolder> findVerification(TenantContext tenant, String token) {
    return store
        .find(tenant, VERIFY_KIND, token, MailTokenHolder.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /** Issues a link that completes a registration. */
  String issueRegistration(TenantContext tenant, RegistrationApplicant applicant) {
    var token = vault.newSecret();
    var now = clock.instant();
    store.add(tenant, REGISTER_KIND, token, applicant, now.plus(REGISTRATION));
    store.add(tenant, AGAIN_KIND, token, applicant.withoutPassword(), now.plus(AGAIN));
    return token;
  }

  /** Returns the applicant of a used or expired link without consuming it. */
  Optional<RegistrationApplicant> findUsedRegistration(TenantContext tenant, String token) {
    return store
        .find(tenant, AGAIN_KIND, token, RegistrationApplicant.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  Optional<RegistrationApplicant> findRegistration(TenantContext tenant, String token) {
    return store
        .find(tenant, REGISTER_KIND, token, RegistrationApplicant.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /** Consumes a registration link. */
  Optional<RegistrationApplicant> takeRegistration(TenantContext tenant, String token) {
    return store
        .take(tenant, REGISTER_KIND, token, RegistrationApplicant.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  private boolean newest(TenantContext tenant, MailTokenHolder holder) {
    return store
        .find(tenant, RESET_OF_KIND, holder.userId(), NewestMailToken.class)
        .map(entry -> entry.value().serial().equals(holder.serial()))
        .orElse(false);
  }
}
