package org.lumoauth.oauth.clients.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lumoauth.api.authz.SystemPermissions;

class PowerOfScopeTest {

  @ParameterizedTest
  @MethodSource("systemPermissions")
  void findsThePowerInAPermissionsOwnName(String permission) {
    assertEquals(List.of(permission), PowerOfScope.permissions(permission));
  }

  @ParameterizedTest
  @MethodSource("systemPermissions")
  void findsEverySystemPermissionInTheAdminScope(String permission) {
    assertTrue(PowerOfScope.permissions("admin").contains(permission));
  }

  @Test
  void findsThePowerToSeeEverybodysTokensInTheScopeOfGateways() {
    assertEquals(List.of("sessions.read"), PowerOfScope.permissions("introspect"));
    assertEquals(List.of(), PowerOfScope.permissions("introspection"));
  }

  @Test
  void findsTheWholePowerOfTheWriteScopeAndOfWhatLooksLikeAdmin() {
    assertTrue(PowerOfScope.permissions("admin:write").contains("keys.write"));
    assertTrue(PowerOfScope.permissions("admin:a:b:c").contains("keys.write"));
  }

  @Test
  void findsOnlyTheAreaOfAnAreasScope() {
    assertEquals(List.of("users.read"), PowerOfScope.permissions("admin:users:read"));
    assertEquals(List.of("users.read", "users.write"), PowerOfScope.permissions("admin:users"));
  }

  @Test
  void findsNoPowerInAnApplicationsOwnScope() {
    assertEquals(List.of(), PowerOfScope.permissions("documents.read"));
  }

  static Stream<String> systemPermissions() {
    return Stream.concat(
        SystemPermissions.AREAS.stream()
            .flatMap(
                area -> Stream.of(area + SystemPermissions.READ, area + SystemPermissions.WRITE)),
        SystemPermissions.OTHERS.stream());
  }
}
