/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.module.ModuleService;

class ModuleCommandsTest {
  private static final List<String> OFFERS = List.of("first/offer", "second/offer", "third/offer");

  @TempDir Path folder;

  private final FakeModules modules = new FakeModules();
  private TestConsole console;

  @BeforeEach
  void open() throws Exception {
    console = TestConsole.open(folder).with(ModuleService.class, modules);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  @Test
  void listsModulesWithProvidedServices() throws Exception {
    modules.with("authz-rbac", "1.2.3", OFFERS, "");

    String said = console.run("lumoauth:module-list --no-format");

    assertTrue(
        said.matches("(?s)authz-rbac\\s+1\\.2\\.3\\s+authorization-model\\s+first/offer.*"), said);
    assertTrue(said.contains("second/offer and 1 more"), said);
    assertTrue(said.contains("ACTIVE"), said);
  }

  @Test
  void showsAllServicesOfOneModule() throws Exception {
    modules.with("authz-rbac", "1.2.3", OFFERS, "").with("other", "1.0.0", List.of(), "");

    String said = console.run("lumoauth:module-list authz-rbac");

    assertTrue(
        said.contains("Provides: first/offer\n          second/offer\n          third/offer"),
        said);
    assertFalse(said.contains("other"), said);
  }

  @Test
  void showsProblemOfModule() throws Exception {
    modules.with("authz-rbac", "1.2.3", OFFERS, "it needs a DataSource");

    String said = console.run("lumoauth:module-list");

    assertTrue(said.contains("authz-rbac: it needs a DataSource."), said);
  }

  @Test
  void reportsUnknownModule() {
    assertEquals("The module nope does not exist.", console.refusal("lumoauth:module-list nope"));
    assertEquals(
        "The module nope is not installed.", console.refusal("lumoauth:module-remove nope"));
    assertEquals(
        "The module nope is not installed.",
        console.refusal("lumoauth:module-upgrade nope file:2.0.0"));
  }

  @Test
  void installsAModule() throws Exception {
    assertEquals(
        "Installed sample 1.0.0.", console.run("lumoauth:module-install file:sample").strip());
  }

  @Test
  void reportsReasonForRejection() {
    assertEquals(
        "The bundle URL must begin with https:, file: or mvn:.",
        console.refusal("lumoauth:module-install http://example.org/module.jar"));
  }

  @Test
  void upgradesAModule() throws Exception {
    modules.with("sample", "1.0.0", List.of(), "");

    assertEquals(
        "Upgraded sample to 2.0.0.",
        console.run("lumoauth:module-upgrade sample file:2.0.0").strip());
  }

  @Test
  void removesAModule() throws Exception {
    modules.with("sample", "1.0.0", List.of(), "");

    console.run("lumoauth:module-remove sample");

    assertEquals(List.of(), modules.names());
  }

  @Test
  void reportsMissingArgument() {
    assertTrue(console.refusal("lumoauth:module-upgrade sample").contains("url"));
    assertTrue(console.refusal("lumoauth:module-install").contains("url"));
    assertTrue(console.refusal("lumoauth:module-remove").contains("name"));
  }

  @Test
  void rejectsTooManyArguments() {
    String said = console.refusal("lumoauth:module-remove sample other");

    assertTrue(said.contains("oo many arguments"), said);
  }
}
