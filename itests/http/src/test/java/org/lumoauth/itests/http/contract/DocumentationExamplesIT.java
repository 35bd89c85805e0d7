/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Runs the examples of the documentation. */
@ExtendWith(DefaultServerExtension.class)
class DocumentationExamplesIT {

  @Test
  void quickstartExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "tutorials/quickstart.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme"));
  }

  @Test
  void askExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/ask-before-acting.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "asking"));
  }

  @Test
  void taskPermissionExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/get-a-permission-for-one-task.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-jit"));
  }

  @Test
  void aTenantIsExportedAndImportedAsItIsWritten(TestServer server, @TempDir Path folder)
      throws Exception {
    TestTenant tenant = TestTenant.create(server);
    String printed =
        DocumentationExamples.run(
            "how-to/copy-a-tenant.md",
            Map.of(
                "BASE", server.base(),
                "KEY", tenant.key(),
                "SLUG", tenant.slug(),
                "FILE", folder.resolve("tenant.json").toString()));

    assertTrue(printed.contains("\"dryRun\":true"), printed);
  }

  @Test
  void signalReceiverExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/receive-security-events.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-signals"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ask-for-profile-data",
        "assign-roles",
        "authenticate-clients-with-keys",
        "brand-pages",
        "change-mail-texts",
        "change-tenant-settings",
        "choose-approvers",
        "choose-sign-in-methods",
        "let-agents-register-sub-agents",
        "manage-users",
        "register-a-client",
        "register-an-agent",
        "request-a-decision",
        "set-audit-retention",
        "set-up-an-aauth-person-server",
        "set-up-mail",
        "sign-in-by-json",
        "sign-in-with-links",
        "use-api-keys"
      })
  void administratorExamplesWork(String page, TestServer server, @TempDir Path folder)
      throws Exception {
    runHowTo(page, TestTenant.create(server), Map.of("DIR", folder.toString()));
  }

  @Test
  void tenantExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/create-a-tenant.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-created"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get-a-token",
        "limit-spending",
        "publish-an-agent-card",
        "revoke-a-token",
        "stop-an-agent",
        "use-transaction-tokens"
      })
  void agentExamplesWork(String page, TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestTenant.Agent agent = tenant.agent("Librarian", List.of("documents.read"), List.of());

    runHowTo(
        page,
        tenant,
        Map.of(
            "AGENT", agent.id(),
            "CLIENT", agent.clientId(),
            "SECRET", agent.secret(),
            "TOKEN", agent.token(),
            "APP", agent.clientId()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protect-authorization-requests",
        "request-detailed-permissions",
        "use-a-fapi-profile"
      })
  void clientExamplesWork(String page, TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestApplication client = TestApplication.register(tenant, Map.of());

    runHowTo(page, tenant, Map.of("CLIENT", client.id(), "SECRET", client.secret()));
  }

  @Test
  void deviceExamplesWork(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);
    TestApplication device = TestApplication.register(tenant, Map.of("isConfidential", false));

    runHowTo("authorize-a-device", tenant, Map.of("CLIENT", device.id()));
  }

  @Test
  void accessRequestExamplesWork(TestServer server) throws Exception {
    TestTenant tenant = TestTenant.create(server);

    runHowTo(
        "request-denied-access", tenant, Map.of("USER_ID", TestPerson.create(server, tenant).id()));
  }

  @Test
  void tokenVerificationExamplesWork(TestServer server) throws Exception {
    DocumentationExamples.run(
        "how-to/verify-a-token.md",
        Map.of("BASE", server.base(), "KEY", server.bootstrapKey(), "SLUG", "acme-tokens"));
  }

  private static void runHowTo(String page, TestTenant tenant, Map<String, String> variables)
      throws Exception {
    Map<String, String> all = new HashMap<>(variables);
    all.put("API", tenant.admin().base());
    all.put("ADMIN", tenant.key());

    DocumentationExamples.run("how-to/" + page + ".md", all);
  }
}
