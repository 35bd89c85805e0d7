/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemPermissionsTest {

  @ParameterizedTest
  @MethodSource("systemPermissions")
  void mapsPermissionNameToItself(String permission) {
    assertEquals(Set.of(permission), SystemPermissions.permissionsOf(permission));
  }

  @ParameterizedTest
  @MethodSource("systemPermissions")
  void mapsAdminScopeToEverySystemPermission(String permission) {
    assertTrue(SystemPermissions.permissionsOf("admin").contains(permission));
  }

  @Test
  void mapsIntrospectScopeToSessionsRead() {
    assertEquals(Set.of("sessions.read"), SystemPermissions.permissionsOf("introspect"));
    assertEquals(Set.of(), SystemPermissions.permissionsOf("introspection"));
  }

  @Test
  void mapsSsfScopesToSettingsPermissions() {
    assertEquals(Set.of("settings.manage"), SystemPermissions.permissionsOf("ssf.manage"));
    assertEquals(Set.of("settings.read"), SystemPermissions.permissionsOf("ssf.read"));
    assertEquals(Set.of("settings.manage"), SystemPermissions.permissionsOf("ssf.whatever"));
  }

  @Test
  void mapsBroadAdminScopesToAllPermissions() {
    assertTrue(SystemPermissions.permissionsOf("admin:write").contains("keys.write"));
    assertTrue(SystemPermissions.permissionsOf("admin:a:b:c").contains("keys.write"));
    assertTrue(SystemPermissions.permissionsOf("admin.users").contains("keys.write"));
  }

  @Test
  void mapsAreaScopeToPermissionsOfThatArea() {
    assertEquals(Set.of("users.read"), SystemPermissions.permissionsOf("admin:users:read"));
    assertEquals(
        Set.of("users.read", "users.write"), SystemPermissions.permissionsOf("admin:users"));
    assertEquals(
        Set.of("users.read", "users.write"), SystemPermissions.permissionsOf("admin:users:write"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"admin", "admin:x", "admin.x", "admin:x:y", "ssf.", "authz:check", "users.read"})
  void mapsEveryAdministrativeScopeToPermissions(String scope) {
    assertTrue(SystemPermissions.isAdministrative(scope));
    assertFalse(SystemPermissions.permissionsOf(scope).isEmpty());
  }

  @Test
  void mapsApplicationScopeToNoPermission() {
    assertEquals(Set.of(), SystemPermissions.permissionsOf("documents.read"));
  }

  static Stream<String> systemPermissions() {
    return Stream.concat(
        SystemPermissions.AREAS.stream()
            .flatMap(
                area -> Stream.of(area + SystemPermissions.READ, area + SystemPermissions.WRITE)),
        SystemPermissions.OTHERS.stream());
  }
}
