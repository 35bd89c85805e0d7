/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.TenantAdminService;

class TenantCommandsTest {
  @TempDir Path folder;

  private final FakeTenantAdmin tenants = new FakeTenantAdmin();
  private TestConsole console;

  @BeforeEach
  void open() throws Exception {
    console = TestConsole.open(folder);
  }

  @AfterEach
  void close() throws Exception {
    console.close();
  }

  private TestConsole console() {
    return console.with(TenantAdminService.class, tenants);
  }

  @Test
  void createsTenantAndShowsApiKey() throws Exception {
    String said = console().run("lumoauth:tenant-create --region eu acme 'Acme Inc'");

    assertTrue(said.contains("API key: lmk_of_acme"), said);
    assertEquals("Acme Inc", tenants.last().name());
    assertEquals("eu", tenants.last().region());
  }

  @Test
  void usesSlugAsDefaultName() throws Exception {
    console().run("lumoauth:tenant-create acme");

    assertEquals("acme", tenants.last().name());
  }

  @Test
  void reportsExistingSlug() {
    tenants.with("acme");

    assertEquals(
        "A tenant with this slug already exists.",
        console().refusal("lumoauth:tenant-create acme"));
  }

  @Test
  void reportsMissingSlug() {
    String said = console().refusal("lumoauth:tenant-create");

    assertTrue(said.contains("slug"), said);
  }

  @Test
  void reportsUnknownOption() {
    String said = console().refusal("lumoauth:tenant-create --admin acme");

    assertTrue(said.contains("--admin"), said);
  }

  @Test
  void showsHelp() throws Exception {
    String said = console().run("lumoauth:tenant-create --help");

    assertTrue(said.contains("Creates a tenant and shows its first API key once."), said);
    assertTrue(said.contains("--admin-email"), said);
  }

  @Test
  void promptsForAdministratorPassword() throws Exception {
    console()
        .runAnswering(
            () -> "correct horse battery staple",
            "tenant-create",
            "--admin-email",
            "ada@example.com",
            "acme");

    assertEquals(
        Optional.of(
            new NewTenant.TenantAdministrator("ada@example.com", "correct horse battery staple")),
        tenants.administrator());
  }

  @Test
  void createsNoTenantWithoutPassword() {
    console();

    CommandException refusal =
        assertThrows(
            CommandException.class,
            () ->
                console.runAnswering(
                    () -> "", "tenant-create", "--admin-email", "ada@example.com", "acme"));

    assertEquals("No password was entered, so no tenant was created.", refusal.getMessage());
    assertTrue(tenants.find("acme").isEmpty());
  }

  @Test
  void createsNoTenantIfPromptIsCancelled() {
    console();

    CommandException refusal =
        assertThrows(
            CommandException.class,
            () ->
                console.runAnswering(
                    () -> {
                      throw new IllegalStateException("^C");
                    },
                    "tenant-create",
                    "--admin-email",
                    "ada@example.com",
                    "acme"));

    assertEquals("No password was entered, so no tenant was created.", refusal.getMessage());
  }

  @Test
  void reportsThatPasswordRequiresTerminal() {
    String said = console().refusal("lumoauth:tenant-create --admin-email ada@example.com acme");

    assertTrue(said.contains("at a terminal"), said);
  }

  @Test
  void listsTenants() throws Exception {
    tenants.with("acme").with("globex");

    String said = console().run("lumoauth:tenant-list --no-format");

    assertTrue(said.matches("(?s)acme .*active.*2026-01-02T03:04:05Z.*globex.*"), said);
  }

  @Test
  void filtersTenantsBySearchText() throws Exception {
    tenants.with("acme").with("globex");

    assertFalse(console().run("lumoauth:tenant-list glob").contains("acme"));
  }

  @Test
  void reportsEmptyTenantList() throws Exception {
    assertTrue(console().run("lumoauth:tenant-list").contains("No tenants found."));
  }

  @Test
  void showsRequestedPage() throws Exception {
    for (int i = 100; i < 250; i++) {
      tenants.with("t" + i);
    }

    String said = console().run("lumoauth:tenant-list --page '2'");

    assertTrue(said.contains("t200") && !said.contains("t199"), said);
    assertTrue(said.contains("Page 2 of 2."), said);
  }

  @Test
  void rejectsPageZero() {
    assertEquals(
        "--page must be at least 1.", console().refusal("lumoauth:tenant-list --page '0'"));
  }

  @Test
  void reportsUnavailableModule() {
    String said = console.refusal("lumoauth:tenant-list");

    assertTrue(said.contains("The module platform-tenancy is not available."), said);
  }
}
