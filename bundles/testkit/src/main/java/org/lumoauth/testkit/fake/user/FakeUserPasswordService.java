/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Passwords in clear text; one with fewer than eight characters is rejected. */
public final class FakeUserPasswordService implements UserPasswordService {

  private static final int SHORTEST = 8;

  private record FakePasswordKey(String tenantId, String userId) {}

  private final Map<FakePasswordKey, String> passwords = new ConcurrentHashMap<>();
  private final List<AuditInitiator> setBy = new ArrayList<>();
  private final AtomicInteger compared = new AtomicInteger();

  /** Sets a user's password. */
  public FakeUserPasswordService with(TenantContext tenant, String userId, String password) {
    passwords.put(new FakePasswordKey(tenant.id(), userId), password);
    return this;
  }

  @Override
  public boolean hasPassword(TenantContext tenant, String userId) {
    return passwords.containsKey(new FakePasswordKey(tenant.id(), userId));
  }

  @Override
  public boolean matches(TenantContext tenant, String userId, char[] password) {
    compared.incrementAndGet();
    return new String(password).equals(passwords.get(new FakePasswordKey(tenant.id(), userId)));
  }

  @Override
  public List<String> findPolicyViolations(
      TenantContext tenant, String userIdOrEmail, char[] password) {
    return password.length < SHORTEST ? List.of("password.too_short") : List.of();
  }

  @Override
  public void setPassword(TenantContext tenant, String userId, char[] password) {
    if (!findPolicyViolations(tenant, userId, password).isEmpty()) {
      throw ApiException.invalid("password", "The password is too short.");
    }
    with(tenant, userId, new String(password));
  }

  @Override
  public void setPassword(TenantContext tenant, String userId, char[] password, AuditInitiator by) {
    setPassword(tenant, userId, password);
    setBy.add(by);
  }

  /** Returns the initiators that set passwords, in order. */
  public List<AuditInitiator> setBy() {
    return List.copyOf(setBy);
  }

  /** Returns the number of password comparisons, which take time. */
  public int comparisonCount() {
    return compared.get();
  }
}
