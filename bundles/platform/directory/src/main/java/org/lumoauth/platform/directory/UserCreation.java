package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes users. */
@Component(service = UserCreation.class)
public final class UserCreation {

  private final UserStore users;
  private final Identifiers identifiers;
  private final Passwords passwords;
  private final DirectoryJournal journal;

  @Activate
  public UserCreation(
      @Reference DirectoryUnit unit,
      @Reference Identifiers identifiers,
      @Reference Passwords passwords,
      @Reference DirectoryJournal journal) {
    this(unit.users(), identifiers, passwords, journal);
  }

  UserCreation(
      UserStore users, Identifiers identifiers, Passwords passwords, DirectoryJournal journal) {
    this.users = users;
    this.identifiers = identifiers;
    this.passwords = passwords;
    this.journal = journal;
  }

  /**
   * Makes a user.
   *
   * @param password in clear text, kept as a hash; none means that it can't sign in with one
   * @throws Problem 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public Account create(
      TenantContext tenant, Profile profile, Optional<String> password, Initiator by) {
    return create(tenant, profile, password, false, by);
  }

  /** The same; one that is barred is never let in before. */
  Account create(
      TenantContext tenant,
      Profile profile,
      Optional<String> password,
      boolean barred,
      Initiator by) {
    checkEmail(profile.email());
    // Refused before the hash is made: that is the dear part.
    if (users.find(tenant.id(), profile.email()).isPresent()) {
      throw taken();
    }
    var hash = password.map(text -> passwords.hash(tenant, profile, text));
    var now = Micros.now();
    var id = identifiers.next("usr_");
    var since = barred ? Optional.of(now) : Optional.<Instant>empty();
    var account = new Account(id, profile, since, 0, Optional.empty(), now, now, 1);
    try {
      users.insert(tenant.id(), account, hash);
    } catch (DuplicateKeyException e) {
      throw taken();
    }
    journal.publish(tenant, DirectoryJournal.SUBJECT_CHANGED, id);
    journal.record(
        tenant,
        "user.created",
        account,
        "A user was made.",
        by,
        Map.of("email", profile.email(), "password", hash.isPresent(), "blocked", barred));
    return users.find(tenant.id(), id).orElse(account);
  }

  /**
   * Refuses what is no address.
   *
   * @throws Problem 422 {@code validation_error}
   */
  public static String checkEmail(String email) {
    if (!EmailAddress.isValid(email)) {
      throw Problem.invalid("email", "email " + EmailAddress.EXPECTED);
    }
    return email;
  }

  /** 409: address or user name are somebody else's. */
  static Problem taken() {
    return Problem.duplicate("Another user has this email or username.");
  }
}
