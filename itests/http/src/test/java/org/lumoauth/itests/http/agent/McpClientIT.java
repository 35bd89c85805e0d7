/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.DefaultServerExtension;
import org.lumoauth.itests.http.support.NodeScriptRunner;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestPerson;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;

/**
 * The official TypeScript SDK of the Model Context Protocol, its client and its server, unmodified,
 * with a person in a real browser: discovery, the three ways to register, calls, step-up, refresh,
 * expiry. Others are tested meanwhile: a token lives a minute at least.
 */
@ExtendWith(DefaultServerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class McpClientIT {

  @TestFactory
  Stream<DynamicTest> coversDiscoveryToTokenExpiry(TestServer server, StubSite site)
      throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScriptRunner.find("chromium"))
            .or(() -> NodeScriptRunner.find("chromium-browser"))
            .or(() -> NodeScriptRunner.find("google-chrome"));
    NodeScriptRunner scripts =
        NodeScriptRunner.orSkip("mcp", chromium.isPresent() ? List.of() : List.of("chromium"));
    TestTenant tenant = TestTenant.create(server);
    TestPerson person = TestPerson.create(server, tenant);
    return scripts.run(
        "client.mjs",
        List.of(
            tenant.admin().base(),
            tenant.key(),
            person.email(),
            TestPerson.PASSWORD,
            chromium.orElseThrow().toString(),
            document(site, tenant),
            Integer.toString(TestServer.freePort()),
            Integer.toString(TestServer.freePort())));
  }

  /** A client ID metadata document of a program on the person's machine; its address. */
  private static String document(StubSite site, TestTenant tenant) throws IOException {
    String path = "/" + tenant.slug() + "/mcp-client.json";
    return site.show(
        path,
        ApiClient.JSON.writeValueAsString(
            Map.of(
                "client_id",
                site.address(path),
                "client_name",
                "Sketch pad",
                "redirect_uris",
                List.of("http://127.0.0.1/callback"),
                "grant_types",
                List.of("authorization_code", "refresh_token"),
                "token_endpoint_auth_method",
                "none",
                "application_type",
                "native")));
  }
}
