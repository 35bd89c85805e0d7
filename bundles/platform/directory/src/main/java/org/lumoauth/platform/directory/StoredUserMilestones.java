package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.UserMilestones;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what users proved and did with the users. */
@Component
public final class StoredUserMilestones implements UserMilestones {
  private final UserStore users;
  private final SignInCounts signIns;
  private final DirectoryJournal journal;

  @Activate
  public StoredUserMilestones(
      @Reference DirectoryUnit unit,
      @Reference SignInCounts signIns,
      @Reference DirectoryJournal journal) {
    this(unit.users(), signIns, journal);
  }

  StoredUserMilestones(UserStore users, SignInCounts signIns, DirectoryJournal journal) {
    this.users = users;
    this.signIns = signIns;
    this.journal = journal;
  }

  @Override
  public void signedIn(TenantContext tenant, String userId, Instant when) {
    signIns.add(tenant.id(), userId, when);
  }

  @Override
  public long signIns(TenantContext tenant, String userId) {
    signIns.writeOf(tenant.id(), userId);
    return users.find(tenant.id(), userId).map(Account::loginCount).orElse(0L);
  }

  @Override
  public boolean emailProven(TenantContext tenant, String userId, String email) {
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
                user -> owns(user, email) ? user.with(user.profile().verified()) : user,
                (was, is) -> journal.nothing())
            .map(UserStore.Changed::after)
            .filter(user -> owns(user, email));
    after.ifPresent(
        user -> {
          journal.publish(tenant, DirectoryJournal.SUBJECT_CHANGED, user.id());
          journal.record(
              tenant,
              "user.email_verified",
              user,
              "A user proved to own an address.",
              new Initiator(user.subject(), List.of(), Optional.empty()),
              Map.of("email", email));
        });
    return after.isPresent();
  }

  private static boolean owns(Account user, String email) {
    return user.profile().email().equals(email);
  }
}
