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
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.lumoauth.platform.web.routing.Signature;
import org.lumoauth.platform.web.routing.Signature.Body;

/**
 * What annotations say of an operation.
 *
 * @param said the class or the method that they are on
 * @param method of the request
 * @param route as it was declared, with its method in front; empty for JAX-RS
 * @param providers whose names and parameters belong to it
 */
public record SaidSignature(
    AnnotatedElement said, String method, String route, Providers providers) {

  /** Adds it to what the types say. */
  public Signature over(Signature types) {
    List<Map<String, Object>> parameters = new ArrayList<>(types.parameters());
    Optional<Body> body = types.body();
    for (Takes takes : said.getAnnotationsByType(Takes.class)) {
      if (isOfThis(takes.on())) {
        String place = place(takes.as());
        if (place.equals("body")) {
          body = Optional.of(body(takes, body));
        } else {
          parameters.addAll(parameters(members(takes, Map.of()), place));
        }
      }
    }
    return new Signature(parameters, body, answers(types.answers()), refusals(types.refusals()));
  }

  /** What a browser asks before a request takes and answers nothing. */
  private boolean isOfThis(String[] on) {
    List<String> named = List.of(on);
    return named.isEmpty()
        ? !method.equals("OPTIONS")
        : named.contains(method) || named.contains(route);
  }

  private String place(Takes.As as) {
    return switch (as) {
      case HEADERS -> "header";
      case QUERY -> "query";
      case FORM -> method.equals("GET") ? "query" : "body";
      default -> "body";
    };
  }

  private Body body(Takes takes, Optional<Body> types) {
    boolean needed = types.map(Body::needed).orElse(!takes.optional());
    List<String> media =
        switch (takes.as()) {
          case FORM -> List.of(Body.FORM);
          case FORM_OR_JSON -> List.of(Body.FORM, Body.JSON);
          default -> List.of(Body.JSON);
        };
    return new Body(needed, media, members(takes, types.map(Body::schema).orElse(Map.of())).map());
  }

  private ObjectSchema members(Takes takes, Map<String, Object> types) {
    ObjectSchema object = object(takes.value(), types, takes.members());
    provided(object, takes.ofKinds(), Takes.PARAMETERS);
    return object;
  }

  private void provided(ObjectSchema object, String[] kinds, String property) {
    for (String kind : kinds) {
      new ProvidedMembers(providers.of(kind, property)).schemas().forEach(object::addIfAbsent);
    }
  }

  private ObjectSchema object(Class<?> read, Map<String, Object> types, Member[] members) {
    ObjectSchema object = ObjectSchema.from(read == Void.class ? types : JsonSchemas.of(read));
    for (Member member : members) {
      object.add(member.value(), schema(member), Optional.of(member));
    }
    return object;
  }

  private Map<String, Object> schema(Member member) {
    Map<String, Object> schema = JsonSchemas.of(member.type());
    Set<String> names =
        member.oneOfKind().isEmpty()
            ? Set.of()
            : new TreeSet<>(providers.of(member.oneOfKind(), Takes.PARAMETERS).keySet());
    if (names.isEmpty()) {
      return schema;
    }
    Map<String, Object> closed = new LinkedHashMap<>(schema);
    closed.put("enum", names);
    return closed;
  }

  private static List<Map<String, Object>> parameters(ObjectSchema members, String place) {
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
                        members.needs(name),
                        "schema",
                        schema)));
    return parameters;
  }

  private Map<String, Map<String, Object>> answers(Map<String, Map<String, Object>> types) {
    Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    for (AnswersWith answer : said.getAnnotationsByType(AnswersWith.class)) {
      if (isOfThis(answer.on())) {
        ObjectSchema object = object(answer.value(), Map.of(), answer.members());
        provided(object, answer.ofKinds(), AnswersWith.PROVIDED);
        boolean silent = answer.value() == Void.class && object.properties().isEmpty();
        answers.put(String.valueOf(answer.status()), silent ? Map.of() : object.map());
      }
    }
    return answers.isEmpty() ? types : answers;
  }

  private Map<Integer, Map<String, Object>> refusals(Map<Integer, Map<String, Object>> types) {
    Map<Integer, Map<String, Object>> refusals = new TreeMap<>(types);
    for (Refuses refuses : said.getAnnotationsByType(Refuses.class)) {
      if (isOfThis(refuses.on())) {
        for (int status : refuses.value()) {
          refusals.put(status, content(refuses));
        }
      }
    }
    return refusals;
  }

  private static Map<String, Object> content(Refuses refuses) {
    return refuses.body() == Void.class
        ? Map.of()
        : Map.of(refuses.as(), Map.of("schema", JsonSchemas.of(refuses.body())));
  }
}
