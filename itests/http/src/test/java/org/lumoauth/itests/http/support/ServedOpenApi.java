/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The OpenAPI document that a server has of itself. */
public record ServedOpenApi(JsonNode document) {

  public static ServedOpenApi of(TestServer server) {
    return new ServedOpenApi(server.anonymous().get("/api/v1/openapi.json").expect(200).body());
  }

  /** What is said of an operation of the reference; empty where there is none like it. */
  public Optional<JsonNode> of(ReferenceContract.Operation operation) {
    String path = operation.path().replaceFirst("^~", "/t/{tenant}/api/v1");
    String method = operation.method().toLowerCase(Locale.ROOT);
    List<JsonNode> found = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            each -> {
              if (each.getValue().has(method) && matches(each.getKey(), path)) {
                found.add(each.getValue().path(method));
              }
            });
    return found.stream().findFirst();
  }

  private static boolean matches(String template, String path) {
    StringBuilder pattern = new StringBuilder();
    for (String segment : template.split("/", -1)) {
      pattern.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
    }
    return path.matches(pattern.substring(1));
  }

  /** Whether the code of the operation says which status it answers with, and so all the rest. */
  public static boolean isExact(JsonNode described) {
    return described.has("responses") && !described.path("responses").has("2XX");
  }

  /** The names of the parameters in the query. */
  public static List<String> query(JsonNode described) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : described.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** The parameter of this name that is not in the path; missing where there is none. */
  public static JsonNode parameter(JsonNode described, String name) {
    for (JsonNode parameter : described.path("parameters")) {
      boolean sent = !parameter.path("in").asText().equals("path");
      if (sent && parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    return MissingNode.getInstance();
  }

  /** Whether it is said that the operation may answer with this status. */
  public static boolean says(JsonNode described, int status) {
    JsonNode responses = described.path("responses");
    return responses.has(Integer.toString(status)) || (status < 300 && responses.has("2XX"));
  }

  /** What is said of the body, in whichever type it comes; missing where nothing is. */
  public static JsonNode body(JsonNode described) {
    for (JsonNode content : described.at("/requestBody/content")) {
      return content.path("schema");
    }
    return MissingNode.getInstance();
  }

  /** All operations, each with its method in upper case and its path. */
  public Map<String, JsonNode> all() {
    Map<String, JsonNode> all = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each ->
                            all.put(
                                each.getKey().toUpperCase(Locale.ROOT) + " " + shown(path.getKey()),
                                each.getValue())));
    return all;
  }

  private static String shown(String path) {
    return path.replace("/t/{tenant}/api/v1", "~").replace("/t/{tenant}", "^");
  }

  /** Adds to {@code wrong} what an answer has that is not described. */
  public void compare(
      ReferenceContract.Operation operation, ApiClient.Answer answer, Set<String> wrong) {
    JsonNode responses = of(operation).orElseThrow().path("responses");
    String status = Integer.toString(answer.status());
    JsonNode schema = responses.path(status).at("/content/application~1json/schema");
    if (!responses.has(status) && !responses.has("2XX") && answer.status() < 300) {
      wrong.add(operation + " answers " + status);
    } else if (!schema.isMissingNode()) {
      compare(operation.toString(), schema, answer.body(), wrong);
    }
  }

  private static void compare(String place, JsonNode schema, JsonNode value, Set<String> wrong) {
    if (value.isNull() || !schema.has("type")) {
      return;
    }
    if (!ReferenceResponseComparator.isA(schema.path("type").asText(), value)) {
      wrong.add(place + " is no " + schema.path("type").asText());
      return;
    }
    value
        .properties()
        .forEach(
            member -> {
              String name = place + "." + member.getKey();
              JsonNode known = schema.at("/properties/" + member.getKey());
              if (!known.isMissingNode()) {
                compare(name, known, member.getValue(), wrong);
              } else if (schema.has("properties")) {
                wrong.add(name + " is not described");
              } else if (schema.has("additionalProperties")) {
                compare(name, schema.path("additionalProperties"), member.getValue(), wrong);
              }
            });
    if (value.isArray()) {
      value.forEach(item -> compare(place + "[]", schema.path("items"), item, wrong));
    }
  }
}
