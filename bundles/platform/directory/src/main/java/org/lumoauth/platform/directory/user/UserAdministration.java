/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.VersionPreconditionValidator;
import org.lumoauth.platform.directory.password.UserPasswordChangeService;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Manages users. A change that removes access is stored first and published next; the user's tokens
 * are revoked before the change is recorded and the request is answered.
 */
@Component(service = UserAdministration.class)
public final class UserAdministration {
  private final UserStore users;
  private final SignInCountBuffer signIns;
  private final UserCreationService creation;
  private final UserPasswordChangeService passwords;
  private final DirectoryServiceLookup neighbours;
  private final DirectoryChangePublisher journal;

  @Activate
  public UserAdministration(
      @Reference DirectoryPersistenceUnit unit,
      @Reference SignInCountBuffer signIns,
      @Reference UserCreationService creation,
      @Reference UserPasswordChangeService passwords,
      @Reference DirectoryServiceLookup neighbours,
      @Reference DirectoryChangePublisher journal) {
    this(unit.users(), signIns, creation, passwords, neighbours, journal);
  }

  UserAdministration(
      UserStore users,
      SignInCountBuffer signIns,
      UserCreationService creation,
      UserPasswordChangeService passwords,
      DirectoryServiceLookup neighbours,
      DirectoryChangePublisher journal) {
    this.users = users;
    this.signIns = signIns;
    this.creation = creation;
    this.passwords = passwords;
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /** Returns one page of users. */
  public Page<UserAccount> list(TenantContext tenant, UserFilter filter, PageRequest page) {
    signIns.flush(tenant.id());
    return users.list(tenant.id(), filter, page);
  }

  /**
   * Returns the user with this id or email address.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public UserAccount get(TenantContext tenant, String idOrEmail) {
    signIns.flush(
        tenant.id()); // the user of an address is not known yet, so the whole tenant is flushed
    return users.find(tenant.id(), idOrEmail).orElseThrow(UserAdministration::unknown);
  }

  /**
   * Returns the first unused address that cannot be assigned, because it differs only by case from
   * an existing address or from another of these.
   */
  public Optional<String> findDuplicateEmail(TenantContext tenant, Set<String> emails) {
    return new EmailCaseConflictFinder(users.findSimilarEmails(tenant.id(), emails))
        .findFirst(emails);
  }

  /** Creates a user. */
  public UserAccount create(
      TenantContext tenant, UserProfile profile, Optional<String> password, AuditInitiator by) {
    return creation.create(tenant, profile, password, by);
  }

  /** Creates a user in blocked state. */
  public UserAccount createBlocked(TenantContext tenant, UserProfile profile, AuditInitiator by) {
    return creation.create(tenant, profile, Optional.empty(), true, by);
  }

  /**
   * Changes a user's profile.
   *
   * @param version the version the caller read, if given
   * @throws ApiException 404, 409 {@code duplicate_resource}, 412 {@code precondition_failed}, 422
   */
  public UserAccount change(
      TenantContext tenant,
      String id,
      OptionalLong version,
      UnaryOperator<UserProfile> change,
      AuditInitiator by) {
    var changed =
        update(
            tenant,
            get(tenant, id).id(),
            version,
            account -> account.with(checked(account.profile(), change.apply(account.profile()))),
            (was, is) -> stopping(tenant, is.id(), disabled(was, is)));
    var before = changed.before();
    var after = changed.after();
    told(tenant, after, disabled(before, after), changed.told());
    journal.record(
        tenant, "user.updated", after, "A user was updated.", by, UserAuditDiff.of(before, after));
    return after;
  }

  private static UserProfile checked(UserProfile old, UserProfile wanted) {
    if (!wanted.email().equals(old.email())) {
      UserCreationService.checkEmail(wanted.email());
    }
    return wanted;
  }

  private static boolean disabled(UserAccount before, UserAccount after) {
    return before.profile().active() && !after.profile().active();
  }

  /** Blocks or unblocks a user. */
  public UserAccount block(TenantContext tenant, String id, boolean blocked, AuditInitiator by) {
    var since =
        blocked
            ? Optional.of(Instant.now().truncatedTo(ChronoUnit.MICROS))
            : Optional.<Instant>empty();
    var changed =
        update(
            tenant,
            get(tenant, id).id(),
            OptionalLong.empty(),
            account ->
                account.withBlockedAt(
                    blocked && account.blockedAt().isPresent() ? account.blockedAt() : since),
            (was, is) -> stopping(tenant, is.id(), blocked));
    var after = changed.after();
    told(tenant, after, blocked, changed.told());
    var action = blocked ? "user.blocked" : "user.unblocked";
    journal.record(
        tenant, action, after, "A user was " + (blocked ? "blocked." : "unblocked."), by, Map.of());
    return after;
  }

  /** Marks the user's address as verified on behalf of an administrator. */
  public UserAccount markVerified(TenantContext tenant, String id, AuditInitiator by) {
    return change(tenant, id, OptionalLong.empty(), UserProfile::withVerifiedEmail, by);
  }

  /** Sets a new password and revokes all sessions and tokens issued with the old password. */
  public void password(TenantContext tenant, String id, String password, AuditInitiator by) {
    passwords.set(tenant, get(tenant, id), password, by);
  }

  /**
   * Sends a user a link to verify their address.
   *
   * @throws ApiException 404, 503 {@code module_unavailable} if mail cannot be sent
   */
  public void sendVerification(TenantContext tenant, String id, AuditInitiator by) {
    neighbours.mail().sendVerification(tenant, get(tenant, id).user(), List.of(), by);
  }

  /**
   * Sends a user a link to reset their password.
   *
   * @throws ApiException 404, 503 {@code module_unavailable} if mail cannot be sent
   */
  public void sendPasswordReset(TenantContext tenant, String id, AuditInitiator by) {
    neighbours.mail().sendPasswordReset(tenant, get(tenant, id).user(), List.of(), by);
  }

  /**
   * Deletes a user. The user is deleted first, so that nothing of theirs works during the cleanup.
   */
  public void delete(TenantContext tenant, String id, OptionalLong version, AuditInitiator by) {
    var account = get(tenant, id);
    var tokens = neighbours.tokens();
    var roles = neighbours.roles();
    var deleted = journal.announce(tenant, DomainEvent.SUBJECT_DELETED, account.id());
    try {
      users.delete(tenant.id(), account.id(), version, deleted);
    } catch (StaleDataException e) {
      throw VersionPreconditionValidator.preconditionFailed(e);
    }
    deleted.publish();
    tokens.revokeAll(tenant, account.subject());
    roles.revokeAll(tenant, account.subject());
    journal.record(tenant, "user.deleted", account, "A user was deleted.", by, Map.of());
  }

  private OutboxEvents stopping(TenantContext tenant, String id, boolean stops) {
    if (!stops) {
      return journal.emptyAnnouncement();
    }
    neighbours.tokens(); // fails now rather than midway
    return journal.announce(tenant, DomainEvent.SUBJECT_DISABLED, id);
  }

  private void told(
      TenantContext tenant, UserAccount after, boolean disabled, OutboxEvents stopped) {
    journal.publish(tenant, DomainEvent.SUBJECT_CHANGED, after.id());
    stopped.publish();
    if (disabled) {
      neighbours.tokens().revokeAll(tenant, after.subject());
    }
  }

  private UserStore.UserUpdate update(
      TenantContext tenant,
      String id,
      OptionalLong version,
      UnaryOperator<UserAccount> change,
      BiFunction<UserAccount, UserAccount, OutboxEvents> telling) {
    try {
      return users
          .update(tenant.id(), id, version, change, telling)
          .orElseThrow(UserAdministration::unknown);
    } catch (DuplicateKeyException e) {
      throw UserCreationService.emailTaken();
    } catch (StaleDataException e) {
      throw VersionPreconditionValidator.preconditionFailed(e);
    }
  }

  private static ApiException unknown() {
    return ApiException.notFound("The user does not exist in this tenant.");
  }
}
