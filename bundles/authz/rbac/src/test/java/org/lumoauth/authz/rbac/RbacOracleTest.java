/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rbac.RbacModuleFixture.ACME;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * Random changes to random roles, hierarchies, grants, groups, users and agents. After each, every
 * question is answered as the slow and obvious oracle answers it, which shares no code with the
 * module and knows only what was asked for: and a list holds just what a check permits.
 */
class RbacOracleTest {

  private static final int CHANGES = 200;
  private static final int ROLES = 6;
  private static final Instant START = new RbacTestClock().instant();
  private static final List<String> PERMISSIONS = List.of("a.r", "a.w", "b.r", "b.w");
  private static final List<SubjectRef> SUBJECTS =
      List.of(
          new SubjectRef("user", "usr_1"),
          new SubjectRef("user", "usr_2"),
          new SubjectRef("agent", "agt_1"),
          new SubjectRef("group", "grp_1"),
          new SubjectRef("group", "grp_2"));

  /** Questions are about nothing, or about a thing of an organization; null where there is none. */
  private record OracleQuestion(String type, String id, String organization) {
    static final List<OracleQuestion> ALL =
        List.of(
            new OracleQuestion(null, null, null),
            new OracleQuestion("doc", "1", null),
            new OracleQuestion("doc", "2", "org_1"),
            new OracleQuestion("folder", "1", "org_1"),
            new OracleQuestion("organization", "org_1", null));

    Optional<Resource> resource() {
      Map<String, Object> attributes =
          organization == null ? Map.of() : Map.of("organization_id", organization);
      return type == null ? Optional.empty() : Optional.of(new Resource(type, id, attributes));
    }
  }

  /** A role within limits, as it was given; null where there is no limit. */
  private record OracleLimitedRole(
      SubjectRef subject,
      String role,
      String type,
      String id,
      String organization,
      Integer from,
      Integer to) {

    boolean counts(OracleQuestion on, int hour) {
      boolean inOrganization =
          "organization".equals(on.type)
              ? on.id.equals(organization)
              : on.organization != null && on.organization.equals(organization);
      return (type == null || type.equals(on.type))
          && (id == null || id.equals(on.id))
          && (organization == null || inOrganization)
          && (from == null || hour >= from)
          && (to == null || hour < to);
    }

    boolean sameRoleForTheSame(OracleLimitedRole other) {
      return subject.equals(other.subject)
          && role.equals(other.role)
          && Objects.equals(type, other.type)
          && Objects.equals(id, other.id)
          && Objects.equals(organization, other.organization);
    }

    RoleAssignmentLimits limits() {
      return new RoleAssignmentLimits(
          Optional.ofNullable(type),
          Optional.ofNullable(id),
          Optional.ofNullable(organization),
          Optional.ofNullable(from).map(OracleLimitedRole::time),
          Optional.ofNullable(to).map(OracleLimitedRole::time));
    }

    static Instant time(int hour) {
      return START.plus(Duration.ofHours(hour));
    }
  }

  /** What was asked for, as plain sets. */
  private static final class RbacOracle {
    final Map<String, Set<String>> permissionsOf = new HashMap<>();
    final Map<String, Set<String>> parentsOf = new HashMap<>();
    final Map<SubjectRef, Set<String>> rolesOf = new HashMap<>();
    final Map<String, Set<String>> groupsOf = new HashMap<>();
    final Map<SubjectRef, Set<String>> grantsOf = new HashMap<>();
    final List<OracleLimitedRole> limited = new ArrayList<>();
    int hour;

    boolean permits(SubjectRef subject, String permission, OracleQuestion on) {
      if (grants(subject).contains(permission)) {
        return true;
      }
      if (roles(subject).stream().anyMatch(role -> gives(role, permission))) {
        return true;
      }
      for (OracleLimitedRole each : limited) {
        if (each.subject.equals(subject) && each.counts(on, hour) && gives(each.role, permission)) {
          return true;
        }
      }
      return subject.type().equals("user")
          && groupsOf.getOrDefault(subject.id(), Set.of()).stream()
              .anyMatch(group -> permits(new SubjectRef("group", group), permission, on));
    }

    boolean gives(String role, String permission) {
      return permissionsOf.getOrDefault(role, Set.of()).contains(permission)
          || parentsOf.getOrDefault(role, Set.of()).stream()
              .anyMatch(parent -> gives(parent, permission));
    }

    boolean inherits(String role, String other) {
      return role.equals(other)
          || parentsOf.getOrDefault(role, Set.of()).stream()
              .anyMatch(parent -> inherits(parent, other));
    }

    Set<String> grants(SubjectRef subject) {
      return grantsOf.computeIfAbsent(subject, who -> new HashSet<>());
    }

    Set<String> roles(SubjectRef subject) {
      return rolesOf.computeIfAbsent(subject, who -> new HashSet<>());
    }
  }

  @DatabaseTest
  void answersAsTheOracle(TestDatabase database) {
    long seed = Long.getLong("rbac.seed", 1);
    var random = new Random(seed);
    var oracle = new RbacOracle();
    try (var world = new RbacModuleFixture(database)) {
      PERMISSIONS.forEach(world::permission);
      for (int i = 0; i < ROLES; i++) {
        world.role("r" + i, List.of());
      }
      for (int step = 0; step < CHANGES; step++) {
        var done = change(world, oracle, random);
        compare(world, oracle, "seed " + seed + ", step " + step + ": " + done);
      }
    }
  }

  private static String change(RbacModuleFixture world, RbacOracle oracle, Random random) {
    var role = "r" + random.nextInt(ROLES);
    var subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    var permission = PERMISSIONS.get(random.nextInt(PERMISSIONS.size()));
    switch (random.nextInt(14)) {
      case 0 -> {
        var permissions = some(PERMISSIONS, random);
        world.roles.update(ACME, role, new RoleRequestBody(null, null, null, permissions, null));
        oracle.permissionsOf.put(role, Set.copyOf(permissions));
        return role + " gives " + permissions;
      }
      case 1, 2 -> {
        return inherit(world, oracle, role, random);
      }
      case 3 -> {
        world.assignments.assign(ACME, subject, List.of(role));
        oracle.roles(subject).add(role);
        return subject + " gets " + role;
      }
      case 4 -> {
        world.assignments.revoke(ACME, subject, role);
        oracle.roles(subject).remove(role);
        oracle.limited.removeIf(each -> each.subject.equals(subject) && each.role.equals(role));
        return subject + " loses " + role;
      }
      case 5 -> {
        world.grants.grant(ACME, subject, permission);
        oracle.grants(subject).add(permission);
        return subject + " is granted " + permission;
      }
      case 6, 7 -> {
        world.grants.revoke(ACME, subject, permission);
        oracle.grants(subject).remove(permission);
        return subject + " is no longer granted " + permission;
      }
      case 9, 10 -> {
        return limit(world, oracle, subject, role, random);
      }
      case 11 -> {
        return unlimit(world, oracle, random);
      }
      case 12 -> {
        world.clock.advance(Duration.ofHours(1));
        oracle.hour++;
        return "an hour goes by";
      }
      default -> {
        var groups = some(List.of("grp_1", "grp_2"), random);
        var user = "usr_" + (1 + random.nextInt(2));
        world.users.inGroups(ACME, user, groups.toArray(String[]::new));
        oracle.groupsOf.put(user, Set.copyOf(groups));
        return user + " is in " + groups;
      }
    }
  }

  private static String limit(
      RbacModuleFixture world, RbacOracle oracle, SubjectRef subject, String role, Random random) {
    var type = random.nextBoolean() ? "doc" : null;
    var id = type != null && random.nextBoolean() ? Integer.toString(1 + random.nextInt(2)) : null;
    var organization = random.nextInt(3) == 0 ? "org_1" : null;
    var from = random.nextBoolean() ? Integer.valueOf(oracle.hour + random.nextInt(3)) : null;
    var to = oracle.hour + 3 + random.nextInt(3);
    var wanted = new OracleLimitedRole(subject, role, type, id, organization, from, to);
    world.limited.assign(ACME, subject, role, wanted.limits());
    oracle.limited.removeIf(wanted::sameRoleForTheSame);
    oracle.limited.add(wanted);
    return "given " + wanted;
  }

  private static String unlimit(RbacModuleFixture world, RbacOracle oracle, Random random) {
    if (oracle.limited.isEmpty()) {
      return "nothing is within limits";
    }
    var gone = oracle.limited.remove(random.nextInt(oracle.limited.size()));
    var held =
        world.limited.listAssignments(ACME, gone.subject).stream()
            .filter(each -> each.role().slug().equals(gone.role))
            .filter(each -> each.limits().equals(gone.limits()))
            .findFirst();
    assertTrue(world.limited.revoke(ACME, gone.subject, held.orElseThrow().id()).isPresent());
    return "taken " + gone;
  }

  private static String inherit(
      RbacModuleFixture world, RbacOracle oracle, String role, Random random) {
    var all = new ArrayList<String>();
    for (int i = 0; i < ROLES; i++) {
      all.add("r" + i);
    }
    var parents = some(all, random);
    boolean circle = parents.stream().anyMatch(parent -> oracle.inherits(parent, role));
    boolean refused = false;
    try {
      world.roles.update(ACME, role, new RoleRequestBody(null, null, null, null, parents));
      oracle.parentsOf.put(role, Set.copyOf(parents));
    } catch (ApiException problem) {
      refused = true;
    }
    assertEquals(circle, refused, role + " inherits " + parents);
    return role + " inherits " + parents;
  }

  private static void compare(RbacModuleFixture world, RbacOracle oracle, String where) {
    for (SubjectRef subject : SUBJECTS) {
      for (OracleQuestion on : OracleQuestion.ALL) {
        compare(world, oracle, subject, on, where);
      }
    }
  }

  private static void compare(
      RbacModuleFixture world,
      RbacOracle oracle,
      SubjectRef subject,
      OracleQuestion on,
      String where) {
    var permitted = new HashSet<String>();
    for (String permission : PERMISSIONS) {
      boolean expected = oracle.permits(subject, permission, on);
      assertEquals(
          expected,
          world.vote(subject, permission, on.resource()).outcome()
              == AuthorizationVote.VoteOutcome.PERMIT,
          where + ": " + subject + " " + permission + " on " + on);
      if (expected) {
        permitted.add(permission);
      }
    }
    var listed = new HashSet<String>();
    world.lists.permissions(ACME, subject, on.resource()).stream()
        .map(EffectivePermission::slug)
        .forEach(listed::add);
    assertEquals(permitted, listed, where + ": list of " + subject + " on " + on);
  }

  private static List<String> some(List<String> from, Random random) {
    return from.stream().filter(each -> random.nextInt(3) == 0).toList();
  }
}
