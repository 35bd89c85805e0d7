/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.FakeIdGenerator;

/** Users by tenant, and their groups. */
public final class FakeUserDirectory implements UserDirectory {

  private record FakeUserKey(String tenantId, String userId) {}

  private final FakeIdGenerator identifiers = new FakeIdGenerator();
  private final Map<FakeUserKey, User> users = new ConcurrentHashMap<>();
  private final Map<FakeUserKey, Set<String>> groups = new ConcurrentHashMap<>();
  private final Map<FakeUserKey, Map<String, String>> further = new ConcurrentHashMap<>();

  @Override
  public Optional<User> find(TenantContext tenant, String idOrEmail) {
    return users.entrySet().stream()
        .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
        .map(Map.Entry::getValue)
        .filter(user -> user.id().equals(idOrEmail) || user.email().equals(idOrEmail))
        .findFirst();
  }

  @Override
  public Optional<User> findByEmail(TenantContext tenant, String email) {
    var holders =
        users.entrySet().stream()
            .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
            .map(Map.Entry::getValue)
            .filter(
                user ->
                    user.email().equalsIgnoreCase(email)
                        && (user.email() + email).chars().allMatch(letter -> letter < 128))
            .toList();
    return holders.size() == 1 ? Optional.of(holders.get(0)) : Optional.empty();
  }

  @Override
  public Optional<User> findByUsername(TenantContext tenant, String username) {
    return users.entrySet().stream()
        .filter(entry -> entry.getKey().tenantId().equals(tenant.id()))
        .map(Map.Entry::getValue)
        .filter(user -> user.username().filter(username::equals).isPresent())
        .findFirst();
  }

  @Override
  public List<User> findAll(TenantContext tenant, Set<String> ids) {
    return ids.stream()
        .flatMap(id -> Optional.ofNullable(users.get(new FakeUserKey(tenant.id(), id))).stream())
        .toList();
  }

  @Override
  public Set<String> groupsOf(TenantContext tenant, String userId) {
    return groups.getOrDefault(new FakeUserKey(tenant.id(), userId), Set.of());
  }

  @Override
  public Map<String, Object> standardClaims(TenantContext tenant, String userId) {
    Map<String, Object> claims = new HashMap<>();
    find(tenant, userId)
        .ifPresent(
            user -> {
              claims.put("email", user.email());
              claims.put("email_verified", user.emailVerified());
              user.name().ifPresent(name -> claims.put("name", name));
              claims.putAll(
                  further.getOrDefault(new FakeUserKey(tenant.id(), user.id()), Map.of()));
            });
    return claims;
  }

  @Override
  public Set<String> claimNames() {
    return Set.of("email", "email_verified", "name");
  }

  @Override
  public User create(TenantContext tenant, NewUser user) {
    if (find(tenant, user.email()).or(() -> findByEmail(tenant, user.email())).isPresent()) {
      throw ApiException.duplicate("A user with this email address already exists.");
    }
    var id = identifiers.next("usr_");
    var made =
        new UserBuilder(id, user.email(), user.name(), true, false, Optional.empty()).build();
    with(tenant, made);
    return made;
  }

  /** Adds a user or replaces the one with its id. */
  public FakeUserDirectory with(TenantContext tenant, User user) {
    users.put(new FakeUserKey(tenant.id(), user.id()), user);
    return this;
  }

  /** Sets a user's names in further languages, as {@code name#tag}. */
  public FakeUserDirectory withLocalizedNames(
      TenantContext tenant, String userId, Map<String, String> localized) {
    further.put(new FakeUserKey(tenant.id(), userId), Map.copyOf(localized));
    return this;
  }

  /** Sets a user's groups. */
  public FakeUserDirectory inGroups(TenantContext tenant, String userId, String... groupIds) {
    groups.put(new FakeUserKey(tenant.id(), userId), Set.of(groupIds));
    return this;
  }
}
