/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets a new password and revokes all sessions and tokens issued with the old password. */
@Component(service = UserPasswordChangeService.class)
public final class UserPasswordChangeService {
  private final UserStore users;
  private final PolicyPasswordHasher passwords;
  private final DirectoryServiceLookup neighbours;
  private final DirectoryChangePublisher journal;

  @Activate
  public UserPasswordChangeService(
      @Reference DirectoryPersistenceUnit unit,
      @Reference PolicyPasswordHasher passwords,
      @Reference DirectoryServiceLookup neighbours,
      @Reference DirectoryChangePublisher journal) {
    this(unit.users(), passwords, neighbours, journal);
  }

  UserPasswordChangeService(
      UserStore users,
      PolicyPasswordHasher passwords,
      DirectoryServiceLookup neighbours,
      DirectoryChangePublisher journal) {
    this.users = users;
    this.passwords = passwords;
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /**
   * Sets the password.
   *
   * @throws org.lumoauth.api.web.ApiException 422 {@code validation_error} if the password violates
   *     the policy
   */
  public void set(TenantContext tenant, UserAccount account, String password, AuditInitiator by) {
    var tokens = neighbours.tokens(); // fails now rather than midway
    var hash = passwords.hash(tenant, account.profile(), password);
    var changed = journal.announce(tenant, DomainEvent.USER_PASSWORD_CHANGED, account.id());
    users.passwords().replace(tenant.id(), account.id(), hash, changed);
    changed.publish();
    tokens.revokeAll(tenant, account.subject());
    journal.record(
        tenant, "user.password_changed", account, "A user's password was set.", by, Map.of());
  }
}
