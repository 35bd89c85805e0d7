package org.lumoauth.platform.directory;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserPasswords;
import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passwords of users, as hashes beside the users. */
@Component
public final class StoredPasswords implements UserPasswords {
  private static final Logger LOG = LoggerFactory.getLogger(StoredPasswords.class);

  private final UserStore users;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final PasswordChange change;

  @Activate
  public StoredPasswords(
      @Reference DirectoryUnit unit,
      @Reference PasswordHasher hasher,
      @Reference PasswordPolicy policy,
      @Reference PasswordChange change) {
    this(unit.users(), hasher, policy, change);
  }

  StoredPasswords(
      UserStore users, PasswordHasher hasher, PasswordPolicy policy, PasswordChange change) {
    this.users = users;
    this.hasher = hasher;
    this.policy = policy;
    this.change = change;
  }

  @Override
  public boolean has(TenantContext tenant, String userId) {
    return users.passwords().find(tenant.id(), userId).isPresent();
  }

  @Override
  public boolean matches(TenantContext tenant, String userId, char[] password) {
    var hash = users.passwords().find(tenant.id(), userId).orElse(null);
    boolean possible = password.length <= PasswordPolicy.MAX_LENGTH;
    boolean matches = hasher.matches(possible ? password : new char[0], hash) && possible;
    if (matches && hasher.outdated(hash)) {
      strengthen(tenant, userId, password, hash);
    }
    return matches;
  }

  @Override
  public List<String> problems(TenantContext tenant, String userIdOrEmail, char[] password) {
    var about =
        users
            .find(tenant.id(), userIdOrEmail)
            .map(Account::profile)
            .orElseGet(() -> Profile.of(userIdOrEmail, Optional.empty(), false));
    return policy.problems(tenant, about, new String(password)).stream()
        .map(PasswordProblem::key)
        .toList();
  }

  @Override
  public void set(TenantContext tenant, String userId, char[] password) {
    var subject = new SubjectRef(SubjectRef.USER, userId);
    set(tenant, userId, password, new Initiator(subject, List.of(), Optional.empty()));
  }

  @Override
  public void set(TenantContext tenant, String userId, char[] password, Initiator by) {
    var account =
        users
            .find(tenant.id(), userId)
            .orElseThrow(() -> Problem.notFound("There is no such user here."));
    change.set(tenant, account, new String(password), by);
  }

  /** The password was right whatever becomes of this: the next sign-in tries again. */
  private void strengthen(TenantContext tenant, String userId, char[] password, String hash) {
    try {
      users.passwords().renew(tenant.id(), userId, hash, hasher.hash(password));
      LOG.info("directory.password-rehashed tenant={} user={}", tenant.id(), userId);
    } catch (RuntimeException e) {
      LOG.warn("directory.password-not-rehashed tenant={} user={}", tenant.id(), userId, e);
    }
  }
}
