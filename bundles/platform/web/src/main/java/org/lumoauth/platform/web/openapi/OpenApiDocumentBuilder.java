/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.platform.web.routing.OperationSchema;

/**
 * Builds the OpenAPI 3.1 document of a route table: paths, parameters, responses, security and the
 * error format.
 */
final class OpenApiDocumentBuilder {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
  private static final Map<String, Object> TEXT = Map.of("type", "string");

  private OpenApiDocumentBuilder() {}

  static Map<String, Object> of(List<RouteTableRow> rows, String baseUrl, String version) {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    for (RouteTableRow row : rows) {
      // A wildcard segment has no name, so a path template cannot describe it; its description is
      // text only.
      if (!row.path().contains("*")) {
        paths
            .computeIfAbsent(row.path(), path -> new TreeMap<>())
            .put(row.method().toLowerCase(Locale.ROOT), operation(row));
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "LumoAuth", "version", version));
    document.put("servers", List.of(Map.of("url", baseUrl)));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            Map.of("Error", OpenApiResponsesBuilder.errorSchema()),
            "responses",
            OpenApiResponsesBuilder.refusals(),
            "securitySchemes",
            schemes()));
    return document;
  }

  private static Map<String, Object> operation(RouteTableRow row) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", operationId(row));
    operation.put("tags", List.of(row.module()));
    if (!row.summary().isEmpty()) {
      operation.put("summary", row.summary());
    }
    List<Object> parameters = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(row.path());
    while (variable.find()) {
      parameters.add(
          Map.of("name", variable.group(1), "in", "path", "required", true, "schema", TEXT));
    }
    parameters.addAll(row.signature().parameters());
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    row.signature().body().ifPresent(body -> operation.put("requestBody", body(body)));
    operation.put("security", security(row.guard()));
    operation.put("x-lumoauth-guard", row.guard());
    operation.put("responses", OpenApiResponsesBuilder.of(row));
    return operation;
  }

  private static Map<String, Object> body(OperationSchema.OperationBody body) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String type : body.types()) {
      content.put(type, Map.of("schema", body.schema()));
    }
    return Map.of("required", body.needed(), "content", content);
  }

  private static String operationId(RouteTableRow row) {
    return (row.method().toLowerCase(Locale.ROOT) + row.path())
        .replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("_$", "");
  }

  private static List<Map<String, Object>> security(String guard) {
    return switch (guard) {
      case "open" -> List.of();
      case "client" ->
          List.of(
              Map.of("clientSecret", List.of()),
              Map.of("clientCertificate", List.of()),
              Map.of()); // by form parameters, or only by the client_id
      default -> List.of(Map.of("bearer", List.of()), Map.of("apiKey", List.of()));
    };
  }

  private static Map<String, Object> schemes() {
    return Map.of(
        "bearer", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT"),
        "apiKey", Map.of("type", "apiKey", "in", "header", "name", "X-API-Key"),
        "clientSecret", Map.of("type", "http", "scheme", "basic"),
        "clientCertificate", Map.of("type", "mutualTLS"));
  }
}
