/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.module.ModuleService;
import org.lumoauth.api.tenant.TenantAdminService;

/** The output of commands fits 100 columns. */
class ConsoleWidthTest {
  private static final int COLUMNS = 100;

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

  private static void assertFits(String printed) {
    assertEquals(
        List.of(), printed.lines().filter(line -> line.length() > COLUMNS).toList(), printed);
  }

  @Test
  void listsEveryCommandWithOneSentence() throws Exception {
    String printed = console.run("lumoauth:help");

    assertFits(printed);
    for (String command : console.commands()) {
      assertTrue(
          printed.lines().anyMatch(line -> line.matches("  lumoauth:" + command + " +[A-Z].*\\.")),
          command + " in " + printed);
    }
    assertTrue(
        Stream.of("Tenants", "Agents", "Server").allMatch(printed.lines().toList()::contains),
        printed);
  }

  @Test
  void truncatesTenantNameButNotId() throws Exception {
    String slug = "a".repeat(26); // so that the id is as long as a real one
    var tenants = new FakeTenantAdmin().with(slug);
    console.with(TenantAdminService.class, tenants);

    String printed = console.run("lumoauth:tenant-list");

    assertFits(printed);
    assertTrue(printed.contains("aaaaa..."), printed);
    assertTrue(printed.contains(tenants.find(slug).orElseThrow().id()), printed);
  }

  @Test
  void truncatesProvidedServicesButNotModuleName() throws Exception {
    String name = "oauth-client-auth-private-key-jwt";
    console.with(
        ModuleService.class,
        new FakeModules()
            .with(name, "1.2.3.SNAPSHOT", List.of("p".repeat(80), "q".repeat(80), "r"), ""));

    assertFits(console.run("lumoauth:module-list"));
    assertFits(console.run("lumoauth:module-list " + name));
    assertTrue(console.run("lumoauth:module-list").contains(name));
  }
}
