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
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.NodeScripts;
import org.lumoauth.itests.http.support.Person;
import org.lumoauth.itests.http.support.Server;
import org.lumoauth.itests.http.support.Shared;
import org.lumoauth.itests.http.support.Site;
import org.lumoauth.itests.http.support.Tenant;

/**
 * The official TypeScript SDK of the Model Context Protocol, its client and its server, unmodified,
 * with a person in a real browser: discovery, the three ways to register, calls, step-up, refresh,
 * expiry. Others are tested meanwhile: a token lives a minute at least.
 */
@ExtendWith(Shared.class)
@Execution(ExecutionMode.CONCURRENT)
class McpClientIT {

  @TestFactory
  Stream<DynamicTest> fromTheFirstChallengeToExpiry(Server server, Site site) throws Exception {
    Optional<Path> chromium =
        Optional.ofNullable(System.getenv("LUMOAUTH_TEST_CHROMIUM"))
            .map(Path::of)
            .or(() -> NodeScripts.find("chromium"))
            .or(() -> NodeScripts.find("chromium-browser"))
            .or(() -> NodeScripts.find("google-chrome"));
    NodeScripts scripts =
        NodeScripts.orSkip("mcp", chromium.isPresent() ? List.of() : List.of("chromium"));
    Tenant tenant = Tenant.create(server);
    Person person = Person.create(server, tenant);
    return scripts.run(
        "client.mjs",
        List.of(
            tenant.admin().base(),
            tenant.key(),
            person.email(),
            Person.PASSWORD,
            chromium.orElseThrow().toString(),
            document(site, tenant),
            Integer.toString(Server.freePort()),
            Integer.toString(Server.freePort())));
  }

  /** A client ID metadata document of a program on the person's machine; its address. */
  private static String document(Site site, Tenant tenant) throws IOException {
    String path = "/" + tenant.slug() + "/mcp-client.json";
    return site.show(
        path,
        Api.JSON.writeValueAsString(
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
