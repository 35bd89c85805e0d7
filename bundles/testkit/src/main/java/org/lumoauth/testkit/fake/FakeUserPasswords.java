package org.lumoauth.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.UserPasswords;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Passwords in clear text; one with fewer than eight characters is refused. */
public final class FakeUserPasswords implements UserPasswords {

  private static final int SHORTEST = 8;

  private record Key(String tenantId, String userId) {}

  private final Map<Key, String> passwords = new ConcurrentHashMap<>();
  private final List<Initiator> setBy = new ArrayList<>();
  private final AtomicInteger compared = new AtomicInteger();

  /** Gives a user a password. */
  public FakeUserPasswords with(TenantContext tenant, String userId, String password) {
    passwords.put(new Key(tenant.id(), userId), password);
    return this;
  }

  @Override
  public boolean has(TenantContext tenant, String userId) {
    return passwords.containsKey(new Key(tenant.id(), userId));
  }

  @Override
  public boolean matches(TenantContext tenant, String userId, char[] password) {
    compared.incrementAndGet();
    return new String(password).equals(passwords.get(new Key(tenant.id(), userId)));
  }

  @Override
  public List<String> problems(TenantContext tenant, String userIdOrEmail, char[] password) {
    return password.length < SHORTEST ? List.of("password.too_short") : List.of();
  }

  @Override
  public void set(TenantContext tenant, String userId, char[] password) {
    if (!problems(tenant, userId, password).isEmpty()) {
      throw Problem.invalid("password", "The password is too short.");
    }
    with(tenant, userId, new String(password));
  }

  @Override
  public void set(TenantContext tenant, String userId, char[] password, Initiator by) {
    set(tenant, userId, password);
    setBy.add(by);
  }

  /** Who set passwords and said so, in order. */
  public List<Initiator> setBy() {
    return List.copyOf(setBy);
  }

  /** How often a password was compared: the work that takes time. */
  public int compared() {
    return compared.get();
  }
}
