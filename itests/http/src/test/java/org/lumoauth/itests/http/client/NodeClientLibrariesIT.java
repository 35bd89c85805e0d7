/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * Client libraries that people use, unmodified, against the shipped server. They are packages of
 * Node.js: where that is missing the tests are skipped and say so, but where the browser's tests
 * are required, as in CI, they fail.
 */
@ExtendWith(DefaultServerExtension.class)
class NodeClientLibrariesIT {
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "a few words in a row 42";

  private static TestServer server;

  @BeforeAll
  static void start(TestServer shared) {
    server = shared;
  }

  @TestFactory
  Stream<DynamicTest> openIdClient() throws IOException {
    return script("openid-client.mjs");
  }

  @TestFactory
  Stream<DynamicTest> oauth4webapi() throws IOException {
    return script("oauth4webapi.mjs");
  }

  private static Stream<DynamicTest> script(String script) throws IOException {
    NodeScriptRunner scripts = NodeScriptRunner.orSkip("clients", List.of());
    TestTenant tenant = withUser();
    TestTenant other = withUser();
    return scripts.run(
        script,
        List.of(
            tenant.admin().base(),
            tenant.key(),
            EMAIL,
            PASSWORD,
            other.admin().base(),
            other.key()));
  }

  private static TestTenant withUser() throws IOException {
    TestTenant tenant = TestTenant.create(server);
    tenant.admin().post("/admin/users", Map.of("email", EMAIL, "password", PASSWORD)).expect(201);
    return tenant;
  }
}
