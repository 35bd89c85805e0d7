/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.platform.web.routing.OperationSchema.OperationBody;

/** Builds the Responses Object of an operation: its success and error responses. */
final class OpenApiResponsesBuilder {
  private static final Map<String, Object> TEXT = Map.of("type", "string");

  /** All error statuses that operations may declare, with their descriptions. */
  private static final Map<Integer, String> REFUSALS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(400, "The request is malformed or violates its specification"),
              Map.entry(401, "The credential is missing or invalid"),
              Map.entry(402, "A further step or proof is required first"),
              Map.entry(403, "The caller is not permitted to do this"),
              Map.entry(404, "The tenant or the resource does not exist"),
              Map.entry(
                  405, "The method is not allowed, or not in the current state of the resource"),
              Map.entry(406, "None of the accepted media types is available"),
              Map.entry(408, "The expected input did not arrive in time"),
              Map.entry(409, "The resource already exists or is in a conflicting state"),
              Map.entry(410, "The resource no longer exists"),
              Map.entry(412, "The resource was changed since it was read"),
              Map.entry(413, "The body is too large"),
              Map.entry(415, "The media type of the body is not supported"),
              Map.entry(422, "A member or parameter is missing or has an invalid value"),
              Map.entry(424, "A required party cannot be reached"),
              Map.entry(428, "A precondition is missing"),
              Map.entry(429, "Too many requests, or a budget is exhausted"),
              Map.entry(500, "It failed"),
              Map.entry(502, "A remote system failed"),
              Map.entry(503, "A required module is temporarily unavailable")));

  private OpenApiResponsesBuilder() {}

  static Map<String, Object> of(RouteTableRow row) {
    Map<String, Object> responses = new LinkedHashMap<>();
    if (row.signature().answers().isEmpty()) {
      responses.put("2XX", done(Map.of()));
    }
    row.signature().answers().forEach((status, schema) -> responses.put(status, done(schema)));
    for (int status : statuses(row)) {
      responses.putIfAbsent(String.valueOf(status), refusal(row, status));
    }
    responses.put("default", refusal("Refused"));
    return responses;
  }

  private static Map<String, Object> refusal(RouteTableRow row, int status) {
    Map<String, Object> own = row.signature().refusals().getOrDefault(status, Map.of());
    if (!own.isEmpty()) {
      return Map.of("description", REFUSALS.getOrDefault(status, "Refused"), "content", own);
    }
    return REFUSALS.containsKey(status)
        ? Map.of("$ref", "#/components/responses/" + status)
        : refusal("Refused");
  }

  /**
   * Returns the statuses that the operation declares and those that the checks before it can cause.
   */
  private static Set<Integer> statuses(RouteTableRow row) {
    Set<Integer> statuses = new TreeSet<>(row.signature().refusals().keySet());
    if (row.guard().equals("client")) {
      statuses.addAll(List.of(400, 401));
    } else if (!row.guard().equals("open")) {
      statuses.addAll(List.of(401, 403));
    }
    if (row.path().contains("{")) {
      statuses.add(404);
    }
    if (row.signature().body().isPresent()) {
      statuses.add(400);
    }
    statuses.add(429);
    return statuses;
  }

  /** Returns the shared error responses that operations refer to. */
  static Map<String, Object> refusals() {
    Map<String, Object> all = new LinkedHashMap<>();
    REFUSALS.forEach((status, word) -> all.put(String.valueOf(status), refusal(word)));
    return all;
  }

  private static Map<String, Object> done(Map<String, Object> schema) {
    return schema.isEmpty()
        ? Map.of("description", "Done")
        : Map.of("description", "Done", "content", json(schema));
  }

  private static Map<String, Object> refusal(String word) {
    return Map.of(
        "description", word, "content", json(Map.of("$ref", "#/components/schemas/Error")));
  }

  private static Map<String, Object> json(Map<String, Object> schema) {
    return Map.of(OperationBody.JSON, Map.of("schema", schema));
  }

  static Map<String, Object> errorSchema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("error", TEXT);
    properties.put("error_description", TEXT);
    properties.put("message", TEXT);
    properties.put("status", Map.of("type", "integer"));
    properties.put("code", TEXT);
    properties.put("details", Map.of("type", "object"));
    return Map.of(
        "type",
        "object",
        "required",
        List.of("error", "error_description", "message", "status", "code"),
        "properties",
        properties);
  }
}
