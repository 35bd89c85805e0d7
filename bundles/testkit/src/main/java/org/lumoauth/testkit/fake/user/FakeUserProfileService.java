/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.PostalAddress;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Stores user profiles. */
public final class FakeUserProfileService implements UserProfileService {

  private record FakeProfileKey(String tenantId, String userId) {}

  private static final int LONGEST = 100;

  private final Map<FakeProfileKey, Map<String, Object>> said = new ConcurrentHashMap<>();
  private final Map<FakeProfileKey, PersonName> names = new ConcurrentHashMap<>();
  private final Map<FakeProfileKey, PostalAddress> addresses = new ConcurrentHashMap<>();

  @Override
  public void rename(TenantContext tenant, String userId, PersonName to, AuditInitiator by) {
    names.put(new FakeProfileKey(tenant.id(), userId), to);
  }

  @Override
  public void changeNamesAndAddress(
      TenantContext tenant,
      String userId,
      PersonName to,
      PostalAddress address,
      AuditInitiator by) {
    rename(tenant, userId, to, by);
    addresses.put(new FakeProfileKey(tenant.id(), userId), address);
  }

  /** Returns the postal address of a user; empty if it was not set. */
  public Optional<PostalAddress> addressOf(TenantContext tenant, String userId) {
    return Optional.ofNullable(addresses.get(new FakeProfileKey(tenant.id(), userId)));
  }

  /** Returns the last name set for a user; empty if none was set. */
  public Optional<PersonName> namesOf(TenantContext tenant, String userId) {
    return Optional.ofNullable(names.get(new FakeProfileKey(tenant.id(), userId)));
  }

  @Override
  public Set<String> editableClaims() {
    return Set.of("given_name", "family_name", "phone_number", "address");
  }

  /** Accepts only digits for a number, and texts of at most a hundred characters. */
  @Override
  public Map<String, String> validateClaims(Map<String, ?> of) {
    Map<String, String> faults = new TreeMap<>();
    of.forEach(
        (name, value) -> {
          if (!editableClaims().contains(name)) {
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
  public void changeClaims(
      TenantContext tenant, String userId, Map<String, ?> what, AuditInitiator by) {
    if (!validateClaims(what).isEmpty()) {
      throw ApiException.invalid(
          validateClaims(what).keySet().iterator().next(), "cannot be stored");
    }
    said.computeIfAbsent(new FakeProfileKey(tenant.id(), userId), any -> new ConcurrentHashMap<>())
        .putAll(what);
  }

  /** Returns the claims of a user's profile. */
  public Map<String, Object> claimsOf(TenantContext tenant, String userId) {
    return said.getOrDefault(new FakeProfileKey(tenant.id(), userId), Map.of());
  }
}
