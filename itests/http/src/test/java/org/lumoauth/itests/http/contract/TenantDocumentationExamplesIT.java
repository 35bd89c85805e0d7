/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.DocumentationExamples;
import org.lumoauth.itests.http.support.TestApplication;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/** Runs the examples of pages that need only a tenant, its API key and a client. */
@ExtendWith(DefaultServerExtension.class)
class TenantDocumentationExamplesIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "how-to/accept-client-id-metadata.md",
        "how-to/add-a-scope.md",
        "how-to/add-an-identity-provider.md",
        "how-to/ask-a-user-on-their-device.md"
      })
  void examplesOfPageWork(String page, TestServer server) throws IOException {
    TestTenant tenant = TestTenant.create(server);
    TestApplication client = TestApplication.register(tenant, Map.of());

    DocumentationExamples.run(
        page,
        Map.of(
            "API", tenant.admin().base(),
            "ADMIN", tenant.key(),
            "CLIENT_ID", client.id(),
            "CLIENT_SECRET", client.secret()));
  }
}
