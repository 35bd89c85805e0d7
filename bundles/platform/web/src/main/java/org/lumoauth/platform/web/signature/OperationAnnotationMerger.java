/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.signature;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.routing.OperationSchema;
import org.lumoauth.platform.web.routing.OperationSchema.OperationBody;

/**
 * The annotations of an operation.
 *
 * @param said the annotated class or method
 * @param method the request method
 * @param route the declared route, with its method in front; empty for JAX-RS
 * @param providers the providers that contribute names and parameters
 */
public record OperationAnnotationMerger(
    AnnotatedElement said, String method, String route, ProviderCatalog providers) {

  /** Adds the annotations to the signature derived from the types. */
  public OperationSchema mergeOnto(OperationSchema types) {
    List<Map<String, Object>> parameters = new ArrayList<>(types.parameters());
    Optional<OperationBody> body = types.body();
    for (ApiRequestParameters takes : said.getAnnotationsByType(ApiRequestParameters.class)) {
      if (isOfThis(takes.on())) {
        String place = place(takes.encoding());
        if (place.equals("body")) {
          body = Optional.of(body(takes, body));
        } else {
          parameters.addAll(parameters(members(takes, Map.of()), place));
        }
      }
    }
    return new OperationSchema(
        parameters, body, answers(types.answers()), refusals(types.refusals()));
  }

  /** A CORS preflight request has no parameters and no response body. */
  private boolean isOfThis(String[] on) {
    List<String> named = List.of(on);
    return named.isEmpty()
        ? !method.equals("OPTIONS")
        : named.contains(method) || named.contains(route);
  }

  private String place(ApiRequestParameters.ParameterEncoding as) {
    return switch (as) {
      case HEADERS -> "header";
      case QUERY -> "query";
      case FORM -> method.equals("GET") ? "query" : "body";
      default -> "body";
    };
  }

  private OperationBody body(ApiRequestParameters takes, Optional<OperationBody> types) {
    boolean needed = types.map(OperationBody::needed).orElse(!takes.optional());
    List<String> media =
        switch (takes.encoding()) {
          case FORM -> List.of(OperationBody.FORM);
          case FORM_OR_JSON -> List.of(OperationBody.FORM, OperationBody.JSON);
          default -> List.of(OperationBody.JSON);
        };
    return new OperationBody(
        needed, media, members(takes, types.map(OperationBody::schema).orElse(Map.of())).map());
  }

  private ObjectSchemaBuilder members(ApiRequestParameters takes, Map<String, Object> types) {
    ObjectSchemaBuilder object = object(takes.value(), types, takes.members());
    provided(object, takes.ofKinds(), ApiRequestParameters.PARAMETERS);
    return object;
  }

  private void provided(ObjectSchemaBuilder object, String[] kinds, String property) {
    for (String kind : kinds) {
      new ProviderMemberSchemas(providers.of(kind, property))
          .schemas()
          .forEach(object::addIfAbsent);
    }
  }

  private ObjectSchemaBuilder object(
      Class<?> read, Map<String, Object> types, SchemaProperty[] members) {
    ObjectSchemaBuilder object =
        ObjectSchemaBuilder.from(read == Void.class ? types : JsonSchemaGenerator.of(read));
    for (SchemaProperty member : members) {
      object.add(member.value(), schema(member), Optional.of(member));
    }
    return object;
  }

  private Map<String, Object> schema(SchemaProperty member) {
    Map<String, Object> schema = JsonSchemaGenerator.of(member.type());
    Set<String> names =
        member.oneOfKind().isEmpty()
            ? Set.of()
            : new TreeSet<>(
                providers.of(member.oneOfKind(), ApiRequestParameters.PARAMETERS).keySet());
    if (names.isEmpty()) {
      return schema;
    }
    Map<String, Object> closed = new LinkedHashMap<>(schema);
    closed.put("enum", names);
    return closed;
  }

  private static List<Map<String, Object>> parameters(ObjectSchemaBuilder members, String place) {
    List<Map<String, Object>> parameters = new ArrayList<>();
    members
        .properties()
        .forEach(
            (name, schema) ->
                parameters.add(
                    Map.of(
                        "name",
                        name,
                        "in",
                        place,
                        "required",
                        members.isRequired(name),
                        "schema",
                        schema)));
    return parameters;
  }

  private Map<String, Map<String, Object>> answers(Map<String, Map<String, Object>> types) {
    Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    for (ApiResponse answer : said.getAnnotationsByType(ApiResponse.class)) {
      if (isOfThis(answer.on())) {
        ObjectSchemaBuilder object = object(answer.value(), Map.of(), answer.members());
        provided(object, answer.ofKinds(), ApiResponse.PROVIDED);
        boolean silent = answer.value() == Void.class && object.properties().isEmpty();
        answers.put(String.valueOf(answer.status()), silent ? Map.of() : object.map());
      }
    }
    return answers.isEmpty() ? types : answers;
  }

  private Map<Integer, Map<String, Object>> refusals(Map<Integer, Map<String, Object>> types) {
    Map<Integer, Map<String, Object>> refusals = new TreeMap<>(types);
    for (ApiErrorResponses refuses : said.getAnnotationsByType(ApiErrorResponses.class)) {
      if (isOfThis(refuses.on())) {
        for (int status : refuses.value()) {
          refusals.put(status, content(refuses));
        }
      }
    }
    return refusals;
  }

  private static Map<String, Object> content(ApiErrorResponses refuses) {
    return refuses.body() == Void.class
        ? Map.of()
        : Map.of(refuses.as(), Map.of("schema", JsonSchemaGenerator.of(refuses.body())));
  }
}
