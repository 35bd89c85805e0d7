package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes users. Whatever takes a user's power away is kept first, told to the other modules next,
 * and ends the user's tokens before it is recorded and answered.
 */
@Component(service = UserAdministration.class)
public final class UserAdministration {
  private final UserStore users;
  private final SignInCounts signIns;
  private final UserCreation creation;
  private final PasswordChange passwords;
  private final DirectoryNeighbours neighbours;
  private final DirectoryJournal journal;

  @Activate
  public UserAdministration(
      @Reference DirectoryUnit unit,
      @Reference SignInCounts signIns,
      @Reference UserCreation creation,
      @Reference PasswordChange passwords,
      @Reference DirectoryNeighbours neighbours,
      @Reference DirectoryJournal journal) {
    this(unit.users(), signIns, creation, passwords, neighbours, journal);
  }

  UserAdministration(
      UserStore users,
      SignInCounts signIns,
      UserCreation creation,
      PasswordChange passwords,
      DirectoryNeighbours neighbours,
      DirectoryJournal journal) {
    this.users = users;
    this.signIns = signIns;
    this.creation = creation;
    this.passwords = passwords;
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /** One page of users. */
  public Page<Account> list(TenantContext tenant, UserFilter filter, PageRequest page) {
    signIns.writeOf(tenant.id());
    return users.list(tenant.id(), filter, page);
  }

  /**
   * The user with this id or address.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public Account get(TenantContext tenant, String idOrEmail) {
    signIns.writeOf(tenant.id()); // by an address nobody knows yet whose they are
    return users.find(tenant.id(), idOrEmail).orElseThrow(UserAdministration::unknown);
  }

  /**
   * The first of these addresses that nobody has and nobody could get: it differs from somebody's,
   * or from another one of these, by its case alone.
   */
  public Optional<String> twin(TenantContext tenant, Set<String> emails) {
    return new TwinAddresses(users.like(tenant.id(), emails)).first(emails);
  }

  /** Makes a user. */
  public Account create(
      TenantContext tenant, Profile profile, Optional<String> password, Initiator by) {
    return creation.create(tenant, profile, password, by);
  }

  /** Makes a user who is barred from the beginning. */
  public Account createBarred(TenantContext tenant, Profile profile, Initiator by) {
    return creation.create(tenant, profile, Optional.empty(), true, by);
  }

  /**
   * Changes a user's profile.
   *
   * @param version the version that the caller read, if it named one
   * @throws Problem 404, 409 {@code duplicate_resource}, 412 {@code precondition_failed}, 422
   */
  public Account change(
      TenantContext tenant,
      String id,
      OptionalLong version,
      UnaryOperator<Profile> change,
      Initiator by) {
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
        tenant, "user.updated", after, "A user was changed.", by, UserDifference.of(before, after));
    return after;
  }

  private static Profile checked(Profile old, Profile wanted) {
    if (!wanted.email().equals(old.email())) {
      UserCreation.checkEmail(wanted.email());
    }
    return wanted;
  }

  private static boolean disabled(Account before, Account after) {
    return before.profile().active() && !after.profile().active();
  }

  /** Bars a user, or lets it in again. */
  public Account block(TenantContext tenant, String id, boolean blocked, Initiator by) {
    var since = blocked ? Optional.of(Micros.now()) : Optional.<Instant>empty();
    var changed =
        update(
            tenant,
            get(tenant, id).id(),
            OptionalLong.empty(),
            account ->
                account.blocked(
                    blocked && account.blockedAt().isPresent() ? account.blockedAt() : since),
            (was, is) -> stopping(tenant, is.id(), blocked));
    var after = changed.after();
    told(tenant, after, blocked, changed.told());
    var action = blocked ? "user.blocked" : "user.unblocked";
    journal.record(
        tenant, action, after, "A user was " + (blocked ? "barred." : "let in."), by, Map.of());
    return after;
  }

  /** Takes an administrator's word for the user's address. */
  public Account markVerified(TenantContext tenant, String id, Initiator by) {
    return change(tenant, id, OptionalLong.empty(), Profile::verified, by);
  }

  /** Sets a new password and ends everything that was begun with the old one. */
  public void password(TenantContext tenant, String id, String password, Initiator by) {
    passwords.set(tenant, get(tenant, id), password, by);
  }

  /**
   * Sends a user the link by which they prove their address.
   *
   * @throws Problem 404, 503 {@code module_unavailable} if no mail can be sent
   */
  public void sendVerification(TenantContext tenant, String id, Initiator by) {
    neighbours.mail().sendVerification(tenant, get(tenant, id).user(), List.of(), by);
  }

  /**
   * Sends a user the link by which they set a new password.
   *
   * @throws Problem 404, 503 {@code module_unavailable} if no mail can be sent
   */
  public void sendPasswordReset(TenantContext tenant, String id, Initiator by) {
    neighbours.mail().sendPasswordReset(tenant, get(tenant, id).user(), List.of(), by);
  }

  /** Removes a user: first the user, so that nothing of it works while the rest is cleared away. */
  public void delete(TenantContext tenant, String id, OptionalLong version, Initiator by) {
    var account = get(tenant, id);
    var tokens = neighbours.tokens();
    var roles = neighbours.roles();
    var deleted = journal.announce(tenant, DirectoryJournal.SUBJECT_DELETED, account.id());
    try {
      users.delete(tenant.id(), account.id(), version, deleted);
    } catch (StaleDataException e) {
      throw Versions.changed(e);
    }
    deleted.publish();
    tokens.revokeAll(tenant, account.subject());
    roles.revokeAll(tenant, account.subject());
    journal.record(tenant, "user.deleted", account, "A user was removed.", by, Map.of());
  }

  private Announcement stopping(TenantContext tenant, String id, boolean stops) {
    if (!stops) {
      return journal.nothing();
    }
    neighbours.tokens(); // refuses now rather than half-way
    return journal.announce(tenant, DirectoryJournal.SUBJECT_DISABLED, id);
  }

  private void told(TenantContext tenant, Account after, boolean disabled, Announcement stopped) {
    journal.publish(tenant, DirectoryJournal.SUBJECT_CHANGED, after.id());
    stopped.publish();
    if (disabled) {
      neighbours.tokens().revokeAll(tenant, after.subject());
    }
  }

  private UserStore.Changed update(
      TenantContext tenant,
      String id,
      OptionalLong version,
      UnaryOperator<Account> change,
      BiFunction<Account, Account, Announcement> telling) {
    try {
      return users
          .update(tenant.id(), id, version, change, telling)
          .orElseThrow(UserAdministration::unknown);
    } catch (DuplicateKeyException e) {
      throw UserCreation.taken();
    } catch (StaleDataException e) {
      throw Versions.changed(e);
    }
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such user here.");
  }
}
