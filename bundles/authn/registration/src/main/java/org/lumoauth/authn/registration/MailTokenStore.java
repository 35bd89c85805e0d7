package org.lumoauth.authn.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The secrets in the links of messages; only their keyed hashes are stored. */
@Component(service = MailTokenStore.class)
public final class MailTokenStore {
  static final Duration RESET = Duration.ofMinutes(30);
  static final Duration VERIFICATION = Duration.ofDays(1);
  static final Duration REGISTRATION = Duration.ofHours(1);

  /** For how long a link that was used, or has expired, leads to a new message. */
  static final Duration AGAIN = Duration.ofDays(1);

  private static final String RESET_KIND = "password-reset";
  private static final String RESET_OF_KIND = "password-reset-of";
  private static final String VERIFY_KIND = "email-verification";
  private static final String REGISTER_KIND = "registration";
  private static final String AGAIN_KIND = "registration-again";

  private final ShortLivedRecordStore store;
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public MailTokenStore(@Reference ShortLivedRecordStore store, @Reference SecretVault vault) {
    this(store, vault, InstantSource.system());
  }

  MailTokenStore(ShortLivedRecordStore store, SecretVault vault, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * For whom a link is.
   *
   * @param userId the user
   * @param email the address that it was sent to
   * @param serial the same as that of the user's newest link, if it is that
   */
  public record MailTokenHolder(String userId, String email, String serial) {}

  /**
   * The newest link of a user.
   *
   * @param serial what its holder has too
   * @param askedAt when it was made; empty for one of an older version
   */
  public record NewestMailToken(String serial, Optional<Instant> askedAt) {
    public NewestMailToken {
      askedAt = askedAt == null ? Optional.empty() : askedAt;
    }
  }

  /**
   * Who wants to register.
   *
   * @param email their address
   * @param name what they want to be called
   * @param givenName the first of it
   * @param familyName the last of it
   * @param password what they chose; the store encrypts it
   * @param browser the keyed hash of the secret of their browser, in hexadecimal
   * @param attempt the sign-in to go back to
   */
  public record RegistrationApplicant(
      String email,
      Optional<String> name,
      Optional<String> givenName,
      Optional<String> familyName,
      String password,
      String browser,
      Optional<String> attempt) {
    /** The same, who is to choose a password by the link. */
    RegistrationApplicant withoutPassword() {
      return new RegistrationApplicant(email, name, givenName, familyName, "", browser, attempt);
    }

    @Override
    public String toString() {
      return "Applicant[" + email + "]";
    }
  }

  /** A link to set a new password. An older one holds no more. */
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

  /** For whom a link is that sets a new password, if it holds. */
  Optional<MailTokenHolder> findReset(TenantContext tenant, String token) {
    return store
        .find(tenant, RESET_KIND, token, MailTokenHolder.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value)
        .filter(holder -> newest(tenant, holder));
  }

  /** Uses up a link that sets a new password: of several at once, one gets it. */
  Optional<MailTokenHolder> takeReset(TenantContext tenant, String token) {
    var holder =
        store
            .take(tenant, RESET_KIND, token, MailTokenHolder.class)
            .map(ShortLivedRecordStore.ShortLivedRecord::value)
            .filter(found -> newest(tenant, found));
    holder.ifPresent(found -> store.remove(tenant, RESET_OF_KIND, found.userId()));
    return holder;
  }

  /** Ends the link of a user that sets a new password. */
  void endReset(TenantContext tenant, String userId) {
    store.remove(tenant, RESET_OF_KIND, userId);
  }

  /** The same, unless it was made after that time. */
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

  /** A link that proves an address. */
  String issueVerification(TenantContext tenant, User user) {
    var token = vault.newSecret();
    var holder = new MailTokenHolder(user.id(), user.email(), "");
    store.add(tenant, VERIFY_KIND, token, holder, clock.instant().plus(VERIFICATION));
    return token;
  }

  /** For whom a link is that proves an address. Opening it twice does no harm. */
  Optional<MailTokenHolder> findVerification(TenantContext tenant, String token) {
    return store
        .find(tenant, VERIFY_KIND, token, MailTokenHolder.class)
        .map(ShortLivedRecordStore.ShortLivedRecord::value);
  }

  /** A link that finishes a registration. */
  String issueRegistration(TenantContext tenant, RegistrationApplicant applicant) {
    var token = vault.newSecret();
    var now = clock.instant();
    store.add(tenant, REGISTER_KIND, token, applicant, now.plus(REGISTRATION));
    store.add(tenant, AGAIN_KIND, token, applicant.withoutPassword(), now.plus(AGAIN));
    return token;
  }

  /** Who a link was sent to that was used, or has expired; to look does not use it up. */
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

  /** Uses up a link that finishes a registration. */
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
