package org.lumoauth.platform.web.describe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.platform.web.routing.OperationSignature.OperationBody;

/** The Responses Object of an operation: what it answers, and by which statuses it refuses. */
final class OpenApiResponses {
  private static final Map<String, Object> TEXT = Map.of("type", "string");

  /** All refusals that operations may name, with what each is for. */
  private static final Map<Integer, String> REFUSALS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(400, "The request is malformed, or not as its specification says"),
              Map.entry(401, "A credential is needed, or what was shown is none"),
              Map.entry(402, "Something else is to be done or shown first"),
              Map.entry(403, "This caller may not"),
              Map.entry(404, "There is no such tenant or no such thing"),
              Map.entry(405, "Not by this method, or not in the state that it is in"),
              Map.entry(406, "Nothing of what is accepted can be answered"),
              Map.entry(408, "What was waited for did not come in time"),
              Map.entry(409, "It is there already, or is in a state in which this can't be done"),
              Map.entry(410, "It was there and is no more"),
              Map.entry(412, "It was changed since it was read"),
              Map.entry(413, "The body is too large"),
              Map.entry(415, "The body is of another type"),
              Map.entry(422, "A member or parameter is missing or can't have this value"),
              Map.entry(424, "Who is needed for this can't be reached"),
              Map.entry(428, "Something is needed before"),
              Map.entry(429, "Too many requests, or a budget is used up"),
              Map.entry(500, "It failed"),
              Map.entry(502, "A system elsewhere failed"),
              Map.entry(503, "A module that is needed is away, for now")));

  private OpenApiResponses() {}

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

  /** Those that the operation says of itself, and those that follow from what is before it. */
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

  /** What the statuses of operations refer to. */
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
