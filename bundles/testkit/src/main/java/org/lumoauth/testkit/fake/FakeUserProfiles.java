package org.lumoauth.testkit.fake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfiles;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;

/** Remembers what users are called. */
public final class FakeUserProfiles implements UserProfiles {

  private record Key(String tenantId, String userId) {}

  private static final int LONGEST = 100;

  private final Map<Key, Map<String, Object>> said = new ConcurrentHashMap<>();
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

  @Override
  public Set<String> claims() {
    return Set.of("given_name", "family_name", "phone_number", "address");
  }

  /** Takes digits alone for a number, and no text of more than a hundred characters. */
  @Override
  public Map<String, String> faults(Map<String, ?> of) {
    Map<String, String> faults = new TreeMap<>();
    of.forEach(
        (name, value) -> {
          if (!claims().contains(name)) {
            faults.put(name, "unknown");
          } else if (value instanceof Map<?, ?> parts) {
            parts.forEach((part, text) -> tooLong((String) part, text, faults));
          } else if (name.equals("phone_number") && !((String) value).matches("(\\+[0-9]+)?")) {
            faults.put(name, "phone-number");
          } else {
            tooLong(name, value, faults);
          }
        });
    return faults;
  }

  private static void tooLong(String name, Object value, Map<String, String> faults) {
    if (value.toString().length() > LONGEST) {
      faults.put(name, "too-long");
    }
  }

  @Override
  public void say(TenantContext tenant, String userId, Map<String, ?> what, Initiator by) {
    if (!faults(what).isEmpty()) {
      throw Problem.invalid(faults(what).keySet().iterator().next(), "cannot be kept");
    }
    said.computeIfAbsent(new Key(tenant.id(), userId), any -> new ConcurrentHashMap<>())
        .putAll(what);
  }

  /** What a user said of themselves. */
  public Map<String, Object> saidBy(TenantContext tenant, String userId) {
    return said.getOrDefault(new Key(tenant.id(), userId), Map.of());
  }
}
