/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.group.GroupMembershipStore;
import org.lumoauth.platform.directory.group.GroupNestingStore;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.profile.UserStandardClaimsMapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Provides users to the request pipeline and to other modules. Frequent lookups are cached. */
@Component(service = {UserDirectory.class, StoredUserDirectory.class})
public final class StoredUserDirectory implements UserDirectory {

  private final UserStore users;
  private final GroupMembershipStore memberships;
  private final GroupNestingStore nestings;
  private final UserCreationService creation;
  private final UserSubjectCache memory = new UserSubjectCache();

  @Activate
  public StoredUserDirectory(
      @Reference DirectoryPersistenceUnit unit, @Reference UserCreationService creation) {
    this(unit.users(), unit.memberships(), unit.nestings(), creation);
  }

  public StoredUserDirectory(
      UserStore users,
      GroupMembershipStore memberships,
      GroupNestingStore nestings,
      UserCreationService creation) {
    this.users = users;
    this.memberships = memberships;
    this.nestings = nestings;
    this.creation = creation;
  }

  @Override
  public Optional<User> find(TenantContext tenant, String idOrEmail) {
    return users.find(tenant.id(), idOrEmail).map(UserAccount::user);
  }

  @Override
  public Optional<User> findByEmail(TenantContext tenant, String email) {
    return users.findByAddress(tenant.id(), email).map(UserAccount::user);
  }

  @Override
  public Optional<User> findByUsername(TenantContext tenant, String username) {
    return users.findByUsername(tenant.id(), username).map(UserAccount::user);
  }

  @Override
  public List<User> findAll(TenantContext tenant, Set<String> ids) {
    return users.findAll(tenant.id(), ids).stream().map(UserAccount::user).toList();
  }

  @Override
  public Set<String> groupsOf(TenantContext tenant, String userId) {
    return known(tenant, userId).groups();
  }

  @Override
  public Map<String, Object> standardClaims(TenantContext tenant, String userId) {
    return users.find(tenant.id(), userId).map(UserStandardClaimsMapper::of).orElse(Map.of());
  }

  @Override
  public Set<String> claimNames() {
    return UserStandardClaimsMapper.NAMES;
  }

  @Override
  public User create(TenantContext tenant, NewUser user) {
    var profile = UserProfile.of(user.email(), user.name(), user.emailVerified());
    return creation
        .create(tenant, profile, user.password(), AuditInitiator.server("system"))
        .user();
  }

  /** Returns the cached subject data for the request pipeline. */
  public UserSubjectCache.CachedUserSubject known(TenantContext tenant, String userId) {
    return memory.get(tenant.id(), userId, () -> read(tenant.id(), userId));
  }

  /** Handles changes of this module on this and other servers. */
  public void on(DomainEvent event) {
    switch (event.type()) {
      case DomainEvent.SUBJECT_CHANGED, DomainEvent.SUBJECT_DISABLED, DomainEvent.SUBJECT_DELETED ->
          memory.forget(event.tenantId(), event.id());
      case DomainEvent.GROUPS_CHANGED -> memory.forgetAll(event.tenantId());
      default -> {
        // not about users
      }
    }
  }

  /** Deletes a tenant's rows. */
  void erase(String tenantId) {
    users.erase(tenantId);
    memory.forgetAll(tenantId);
  }

  private UserSubjectCache.CachedUserSubject read(String tenantId, String userId) {
    if (userId.indexOf('@') >= 0) {
      return unknown(userId); // an address is not a subject identifier
    }
    return users
        .find(tenantId, userId)
        .map(
            account ->
                new UserSubjectCache.CachedUserSubject(
                    account.enabled() ? SubjectStatus.ENABLED : SubjectStatus.DISABLED,
                    account.profile().name().orElse(account.profile().email()),
                    nestings.withAncestors(tenantId, memberships.groupsOf(tenantId, userId))))
        .orElseGet(() -> unknown(userId));
  }

  private static UserSubjectCache.CachedUserSubject unknown(String userId) {
    return new UserSubjectCache.CachedUserSubject(SubjectStatus.UNKNOWN, userId, Set.of());
  }

  /** Provides users as subjects. */
  @Component(property = {"lumoauth.kind=subject-source", "lumoauth.name=user"})
  public static final class UserSubjectSource implements SubjectSource {
    private final StoredUserDirectory directory;

    @Activate
    public UserSubjectSource(@Reference StoredUserDirectory directory) {
      this.directory = directory;
    }

    @Override
    public SubjectStatus status(TenantContext tenant, SubjectRef subject) {
      return known(tenant, subject).status();
    }

    @Override
    public String displayName(TenantContext tenant, SubjectRef subject) {
      return known(tenant, subject).displayName();
    }

    private UserSubjectCache.CachedUserSubject known(TenantContext tenant, SubjectRef subject) {
      return subject.type().equals(SubjectRef.USER)
          ? directory.known(tenant, subject.id())
          : unknown(subject.id());
    }
  }

  /** Invalidates caches on change events and erases tenants. */
  @Component(
      service = DomainEventListener.class,
      property = {"lumoauth.kind=event-listener", "lumoauth.name=platform-directory"})
  public static final class UserCacheListener implements DomainEventListener {
    private final StoredUserDirectory directory;

    @Activate
    public UserCacheListener(@Reference StoredUserDirectory directory) {
      this.directory = directory;
    }

    @Override
    public void onEvent(DomainEvent event) {
      directory.on(event);
    }
  }

  /** Erases the directory's rows of a deleted tenant. */
  @Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-directory"})
  public static final class DirectoryDataEraser implements TenantDataEraser {
    private final StoredUserDirectory directory;

    @Activate
    public DirectoryDataEraser(@Reference StoredUserDirectory directory) {
      this.directory = directory;
    }

    @Override
    public void erase(String tenantId) {
      directory.erase(tenantId);
    }
  }
}
