/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Creates many tenants sequentially, each with a client, and prints the cost of the first and the
 * last thousand. Appends each client to a file of Lua lines.
 */
public final class Tenants {
  private static final int GROUP = 1_000;

  private Tenants() {}

  public static void main(String[] arguments) throws Exception {
    var base = arguments[0];
    var operator = new Api(base, "Bearer " + arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    var clients = Path.of(arguments[3]);
    double spent = 0;
    for (int i = 1; i <= count; i++) {
      var slug = "scale-" + i;
      long begun = System.nanoTime();
      JsonNode tenant =
          operator.post("/api/v1/platform/tenants", Map.of("slug", slug, "name", "Scale " + i));
      spent += (System.nanoTime() - begun) / 1e6;
      add(clients, base, slug, tenant.path("apiKey").asText());
      if (i % GROUP == 0) {
        System.out.printf("tenants %6d: %.2f ms each of the last %d%n", i, spent / GROUP, GROUP);
        spent = 0;
      }
    }
  }

  private static void add(Path clients, String base, String slug, String key)
      throws IOException, InterruptedException {
    var client =
        new Api(base + "/t/" + slug + "/api/v1", "Bearer " + key)
            .post(
                "/admin/clients",
                Map.of("name", "Load", "grantTypes", List.of("client_credentials")))
            .path("data");
    Files.writeString(
        clients,
        "  { "
            + Seed.quoted("/t/" + slug + "/api/v1/oauth/token")
            + ", "
            + Seed.quoted(
                Api.basic(client.path("clientId").asText(), client.path("secret").asText()))
            + " },\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
