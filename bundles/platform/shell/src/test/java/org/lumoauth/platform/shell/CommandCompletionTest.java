/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.module.ModuleService;
import org.lumoauth.api.tenant.TenantAdminService;

class CommandCompletionTest {
  @TempDir Path folder;

  private TestConsole console;

  @BeforeEach
  void open() throws Exception {
    console = TestConsole.open(folder);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent-create", "audit-verify", "key-rotate"})
  void completesTenantSlugs(String command) {
    console.with(
        TenantAdminService.class, new FakeTenantAdmin().with("acme").with("acorn").with("beta"));

    assertEquals(List.of("acme", "acorn"), console.complete(command, "ac"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"module-list", "module-remove", "module-upgrade"})
  void completesEachModuleOnce(String command) {
    console.with(
        ModuleService.class,
        new FakeModules()
            .with("authz-rbac", "2.0.0", List.of(), "")
            .with("authz-rbac", "1.0.0", List.of(), "")
            .with("platform-web", "1.0.0", List.of(), ""));

    assertEquals(List.of("authz-rbac"), console.complete(command, "auth"));
  }

  @Test
  void completesAlgorithmsAfterTenant() {
    console.with(TenantAdminService.class, new FakeTenantAdmin().with("acme"));

    assertEquals(List.of("ES256", "Ed25519"), console.complete("key-rotate", "acme", "E"));
  }

  @Test
  void completesOptions() {
    assertTrue(console.complete("tenant-create", "--").contains("--admin-email"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audit-verify", "module-list"})
  void completesNothingWithoutProvidingModule(String command) {
    assertEquals(List.of(), console.complete(command, "a"));
  }
}
