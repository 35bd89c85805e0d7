package org.lumoauth.platform.directory;

import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets a new password and ends everything that was begun with the old one. */
@Component(service = PasswordChange.class)
public final class PasswordChange {
  private final UserStore users;
  private final Passwords passwords;
  private final DirectoryNeighbours neighbours;
  private final DirectoryJournal journal;

  @Activate
  public PasswordChange(
      @Reference DirectoryUnit unit,
      @Reference Passwords passwords,
      @Reference DirectoryNeighbours neighbours,
      @Reference DirectoryJournal journal) {
    this(unit.users(), passwords, neighbours, journal);
  }

  PasswordChange(
      UserStore users,
      Passwords passwords,
      DirectoryNeighbours neighbours,
      DirectoryJournal journal) {
    this.users = users;
    this.passwords = passwords;
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /**
   * Sets it.
   *
   * @throws org.lumoauth.api.web.Problem 422 {@code validation_error} if the policy does not take
   *     it
   */
  void set(TenantContext tenant, Account account, String password, Initiator by) {
    var tokens = neighbours.tokens(); // refuses now rather than half-way
    var hash = passwords.hash(tenant, account.profile(), password);
    var changed = journal.announce(tenant, DirectoryJournal.PASSWORD_CHANGED, account.id());
    users.passwords().replace(tenant.id(), account.id(), hash, changed);
    changed.publish();
    tokens.revokeAll(tenant, account.subject());
    journal.record(
        tenant, "user.password_changed", account, "A user's password was set.", by, Map.of());
  }
}
