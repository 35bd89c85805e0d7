package org.lumoauth.testkit.fake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.tenant.TenantContext;

/** Remembers what users are called. */
public final class FakeUserProfiles implements UserProfiles {

  private record Key(String tenantId, String userId) {}

  private final Map<Key, Names> names = new ConcurrentHashMap<>();
  private final Map<Key, PostalAddress> addresses = new ConcurrentHashMap<>();

  @Override
  public void rename(TenantContext tenant, String userId, Names to, Initiator by) {
    names.put(new Key(tenant.id(), userId), to);
  }

  @Override
  public void describe(
      TenantContext tenant, String userId, Names to, PostalAddress address, Initiator by) {
    rename(tenant, userId, to, by);
    addresses.put(new Key(tenant.id(), userId), address);
  }

  /** Where a user said that they live; empty if nobody said. */
  public Optional<PostalAddress> addressOf(TenantContext tenant, String userId) {
    return Optional.ofNullable(addresses.get(new Key(tenant.id(), userId)));
  }

  /** What a user was called last; empty if nobody said. */
  public Optional<Names> namesOf(TenantContext tenant, String userId) {
    return Optional.ofNullable(names.get(new Key(tenant.id(), userId)));
  }
}
