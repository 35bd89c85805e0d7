/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.password.PolicyPasswordHasher;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates users. */
@Component(service = UserCreationService.class)
public final class UserCreationService {

  private final UserStore users;
  private final IdGenerator identifiers;
  private final PolicyPasswordHasher passwords;
  private final DirectoryChangePublisher journal;

  @Activate
  public UserCreationService(
      @Reference DirectoryPersistenceUnit unit,
      @Reference IdGenerator identifiers,
      @Reference PolicyPasswordHasher passwords,
      @Reference DirectoryChangePublisher journal) {
    this(unit.users(), identifiers, passwords, journal);
  }

  UserCreationService(
      UserStore users,
      IdGenerator identifiers,
      PolicyPasswordHasher passwords,
      DirectoryChangePublisher journal) {
    this.users = users;
    this.identifiers = identifiers;
    this.passwords = passwords;
    this.journal = journal;
  }

  /**
   * Creates a user.
   *
   * @param password in clear text, stored as a hash; without it, the user cannot sign in with a
   *     password
   * @throws ApiException 409 {@code duplicate_resource}, 422 {@code validation_error}
   */
  public UserAccount create(
      TenantContext tenant, UserProfile profile, Optional<String> password, AuditInitiator by) {
    return create(tenant, profile, password, false, by);
  }

  /** Creates a user, blocked from the start if {@code barred}. */
  UserAccount create(
      TenantContext tenant,
      UserProfile profile,
      Optional<String> password,
      boolean barred,
      AuditInitiator by) {
    checkEmail(profile.email());
    // Checked before hashing, which is expensive.
    if (users.find(tenant.id(), profile.email()).isPresent()) {
      throw emailTaken();
    }
    var hash = password.map(text -> passwords.hash(tenant, profile, text));
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var id = identifiers.next("usr_");
    var since = barred ? Optional.of(now) : Optional.<Instant>empty();
    var account = new UserAccount(id, profile, since, 0, Optional.empty(), now, now, 1);
    try {
      users.insert(tenant.id(), account, hash);
    } catch (DuplicateKeyException e) {
      throw emailTaken();
    }
    journal.publish(tenant, DomainEvent.SUBJECT_CHANGED, id);
    journal.record(
        tenant,
        "user.created",
        account,
        "A user was created.",
        by,
        Map.of("email", profile.email(), "password", hash.isPresent(), "blocked", barred));
    return users.find(tenant.id(), id).orElse(account);
  }

  /**
   * Validates an email address.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public static String checkEmail(String email) {
    if (!EmailAddress.isValid(email)) {
      throw ApiException.invalid("email", "email " + EmailAddress.EXPECTED);
    }
    return email;
  }

  /** Returns the 409 error for an email address or user name of another user. */
  static ApiException emailTaken() {
    return ApiException.duplicate("Another user has this `email` or `username`.");
  }
}
