/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.api.key.PasswordHasher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies and stores user passwords as hashes. */
@Component
public final class StoredUserPasswordService implements UserPasswordService {
  private static final Logger LOG = LoggerFactory.getLogger(StoredUserPasswordService.class);

  private final UserStore users;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final UserPasswordChangeService change;

  @Activate
  public StoredUserPasswordService(
      @Reference DirectoryPersistenceUnit unit,
      @Reference PasswordHasher hasher,
      @Reference PasswordPolicy policy,
      @Reference UserPasswordChangeService change) {
    this(unit.users(), hasher, policy, change);
  }

  StoredUserPasswordService(
      UserStore users,
      PasswordHasher hasher,
      PasswordPolicy policy,
      UserPasswordChangeService change) {
    this.users = users;
    this.hasher = hasher;
    this.policy = policy;
    this.change = change;
  }

  @Override
  public boolean hasPassword(TenantContext tenant, String userId) {
    return users.passwords().find(tenant.id(), userId).isPresent();
  }

  @Override
  public boolean matches(TenantContext tenant, String userId, char[] password) {
    var hash = users.passwords().find(tenant.id(), userId).orElse(null);
    boolean possible = password.length <= PasswordPolicy.MAX_LENGTH;
    boolean matches = hasher.matches(possible ? password : new char[0], hash) && possible;
    if (matches && hasher.needsRehash(hash)) {
      strengthen(tenant, userId, password, hash);
    }
    return matches;
  }

  @Override
  public List<String> findPolicyViolations(
      TenantContext tenant, String userIdOrEmail, char[] password) {
    var about =
        users
            .find(tenant.id(), userIdOrEmail)
            .map(UserAccount::profile)
            .orElseGet(() -> UserProfile.of(userIdOrEmail, Optional.empty(), false));
    return policy.problems(tenant, about, new String(password)).stream()
        .map(PasswordViolation::key)
        .toList();
  }

  @Override
  public void setPassword(TenantContext tenant, String userId, char[] password) {
    var subject = new SubjectRef(SubjectRef.USER, userId);
    setPassword(tenant, userId, password, new AuditInitiator(subject, List.of(), Optional.empty()));
  }

  @Override
  public void setPassword(TenantContext tenant, String userId, char[] password, AuditInitiator by) {
    var account =
        users
            .find(tenant.id(), userId)
            .orElseThrow(() -> ApiException.notFound("The user does not exist in this tenant."));
    change.set(tenant, account, new String(password), by);
  }

  /**
   * Rehashes the password with current parameters. A failure is ignored: the password was correct,
   * and the next sign-in tries again.
   */
  private void strengthen(TenantContext tenant, String userId, char[] password, String hash) {
    try {
      users.passwords().renew(tenant.id(), userId, hash, hasher.hash(password));
      LOG.info("directory.password-rehashed tenant={} user={}", tenant.id(), userId);
    } catch (RuntimeException e) {
      LOG.warn("directory.password-not-rehashed tenant={} user={}", tenant.id(), userId, e);
    }
  }
}
