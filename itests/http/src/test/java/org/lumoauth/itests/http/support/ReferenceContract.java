/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The public contract, an OpenAPI document that is looked for in {@code shared/reference} in the
 * project and the folders above.
 */
public record ReferenceContract(JsonNode document) {
  private static final String FILE = "shared/reference/openapi.json";
  private static final String BASE = "/orgs/{orgId}/api/v1";

  /** An operation; its path begins with {@code ~} where it is below a tenant. */
  public record Operation(String section, String method, String path, JsonNode described) {

    public boolean has(int status) {
      return described.path("responses").has(Integer.toString(status));
    }

    /** What the answer of this status has, or nothing where that is not said. */
    public JsonNode answer(int status) {
      return described
          .path("responses")
          .path(Integer.toString(status))
          .at("/content/application~1json/schema");
    }

    /** What is said of the answer of this status. */
    public String word(int status) {
      return described.path("responses").at("/" + status + "/description").asText();
    }

    /** Whether it is for nobody without a token or an API key. */
    public boolean guarded() {
      JsonNode security = described.path("security");
      return security.isMissingNode()
          || (security.size() == 1 && security.path(0).has("BearerAuth"));
    }

    public boolean needsBody() {
      return described.path("requestBody").path("required").asBoolean();
    }

    /** What a body has, or nothing where that is not said. */
    public JsonNode body() {
      return described.at("/requestBody/content/application~1json/schema");
    }

    /** The names of the parameters in the query. */
    public Set<String> query() {
      Set<String> names = new HashSet<>();
      for (JsonNode parameter : described.path("parameters")) {
        if (parameter.path("in").asText().equals("query")) {
          names.add(parameter.path("name").asText());
        }
      }
      return names;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** Reads it; where it is not there, what asks for it is skipped. */
  public static ReferenceContract orSkip() throws IOException {
    Path folder = TestServer.PROJECT;
    while (folder != null && !Files.exists(folder.resolve(FILE))) {
      folder = folder.getParent();
    }
    assumeTrue(folder != null, FILE + " is in no folder above this checkout: nothing was tried.");
    return new ReferenceContract(ApiClient.JSON.readTree(Files.readString(folder.resolve(FILE))));
  }

  public List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each ->
                            all.add(
                                new Operation(
                                    each.getValue().at("/tags/0").asText(),
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey().replace(BASE, "~"),
                                    each.getValue()))));
    return all;
  }

  /** The name of a schema that has one. */
  public static String name(JsonNode schema, String otherwise) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? otherwise : reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** The schema itself, where this is the reference to one. */
  public JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }

  /** The texts of a list. */
  public static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }
}
