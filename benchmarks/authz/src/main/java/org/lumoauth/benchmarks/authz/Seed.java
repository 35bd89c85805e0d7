/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.authz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.relation.RelationTuple;

/**
 * Creates a tenant in a running LumoAuth with the model and the tuples of a scene, prints the
 * number of tuples written per second, and writes the data for the load test as a Lua table.
 *
 * <p>Arguments: base URL, the operator's key, the tenant's slug, the number of tuples, the output
 * file.
 */
public final class Seed {
  private static final int BATCH = 1000;

  private Seed() {}

  public static void main(String[] arguments) throws Exception {
    var base = arguments[0];
    var slug = arguments[2];
    int size = Integer.parseInt(arguments[3]);
    var key =
        new Api(base, "Bearer " + arguments[1])
            .post("/api/v1/platform/tenants", Map.of("slug", slug, "name", "Bench"))
            .path("apiKey")
            .asText();
    var path = "/t/" + slug + "/api/v1";
    var api = new Api(base + path, "Bearer " + key);
    api.post(
        "/zanzibar/models",
        Map.of("language", "openfga_dsl", "text", Scene.MODEL, "make_current", true));
    var written = new long[1];
    long start = System.nanoTime();
    new Scene(size)
        .batches(
            BATCH,
            batch -> {
              send(api, batch);
              written[0] += batch.size();
            });
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d tuples written in batches of %d: %.0f/s%n", written[0], BATCH, written[0] / seconds);
    Files.writeString(
        Path.of(arguments[4]),
        "return { api = \"%s\", key = \"%s\", size = %d }%n".formatted(path, key, size));
  }

  private static void send(Api api, List<RelationTuple> batch) {
    try {
      api.post("/zanzibar/tuples/batch", Map.of("writes", batch.stream().map(Seed::body).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Map<String, Object> body(RelationTuple tuple) {
    var body = new HashMap<String, Object>();
    body.put("object", tuple.key().object().toString());
    body.put("relation", tuple.key().relation());
    body.put("subject", tuple.key().subject().toString());
    tuple.condition().ifPresent(named -> body.put("condition", Map.of("name", named.name())));
    return body;
  }
}
