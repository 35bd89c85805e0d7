/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.UserActivityRecorder;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records verified addresses and sign-ins of users. */
@Component
public final class StoredUserActivityRecorder implements UserActivityRecorder {
  private final UserStore users;
  private final SignInCountBuffer signIns;
  private final DirectoryChangePublisher journal;

  @Activate
  public StoredUserActivityRecorder(
      @Reference DirectoryPersistenceUnit unit,
      @Reference SignInCountBuffer signIns,
      @Reference DirectoryChangePublisher journal) {
    this(unit.users(), signIns, journal);
  }

  StoredUserActivityRecorder(
      UserStore users, SignInCountBuffer signIns, DirectoryChangePublisher journal) {
    this.users = users;
    this.signIns = signIns;
    this.journal = journal;
  }

  @Override
  public void recordSignIn(TenantContext tenant, String userId, Instant when) {
    signIns.add(tenant.id(), userId, when);
  }

  @Override
  public long countSignIns(TenantContext tenant, String userId) {
    signIns.flush(tenant.id(), userId);
    return users.find(tenant.id(), userId).map(UserAccount::loginCount).orElse(0L);
  }

  @Override
  public boolean markEmailVerified(TenantContext tenant, String userId, String email) {
    var before = users.find(tenant.id(), userId).filter(user -> owns(user, email));
    if (before.isEmpty()) {
      return false;
    }
    if (before.get().profile().emailVerified()) {
      return true;
    }
    var after =
        users
            .update(
                tenant.id(),
                before.get().id(),
                OptionalLong.empty(),
                user -> owns(user, email) ? user.with(user.profile().withVerifiedEmail()) : user,
                (was, is) -> journal.emptyAnnouncement())
            .map(UserStore.UserUpdate::after)
            .filter(user -> owns(user, email));
    after.ifPresent(
        user -> {
          journal.publish(tenant, DomainEvent.SUBJECT_CHANGED, user.id());
          journal.record(
              tenant,
              "user.email_verified",
              user,
              "A user verified an email address.",
              new AuditInitiator(user.subject(), List.of(), Optional.empty()),
              Map.of("email", email));
        });
    return after.isPresent();
  }

  private static boolean owns(UserAccount user, String email) {
    return user.profile().email().equals(email);
  }
}
