/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** The route table of a running server. */
public final class ServedRouteTable {
  private ServedRouteTable() {}

  /** A route; its path has {@code {tenant}}, and other placeholders or stars. */
  public record Route(String method, String path, String guard) {

    /** For people with a browser: it needs no credential, and has a cookie at most. */
    public boolean isForBrowsers() {
      boolean oauth =
          List.of(
                  "/authorize",
                  "/login/submit",
                  "/logout",
                  "/device",
                  "/check_session",
                  "/social",
                  "/passkey-login",
                  "/org-select")
              .stream()
              .anyMatch(part -> path.contains("/api/v1/oauth" + part));
      return guard.equals("open")
          && path.startsWith("/t/{tenant}/")
          && (oauth || !path.contains("/api/v1/"));
    }

    /** The path at a tenant, with something that is not there for every placeholder. */
    public String at(TestTenant tenant) {
      return path.replace("{tenant}", tenant.slug())
          .replaceAll("\\{[^}]*\\}", "none")
          .replace("*", "none");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** All routes. */
  public static List<Route> of(TestServer server) throws IOException {
    var table = server.operator().get("/api/v1/platform/routes").expect(200).data();
    return StreamSupport.stream(table.spliterator(), false)
        .map(
            row ->
                new Route(
                    row.path("method").asText(),
                    row.path("path").asText(),
                    row.path("guard").asText()))
        .toList();
  }
}
