package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Reference;
import org.lumoauth.itests.http.support.ServedDescription;

/** Verifies that operations accept exactly the input that the OpenAPI document describes. */
record DescribedCalls(ServedDescription served, Set<String> wrong) {

  /** An undocumented member. Operations with known members refuse it. */
  private static final String NOBODYS = "zz_no_such_member";

  /** Tries a call that is good, by making worse ones of it. */
  void tryOut(Reference.Operation operation, ReferenceCall call, Api api, String path) {
    JsonNode described = served.of(operation).orElseThrow();
    JsonNode schema = ServedDescription.body(described);
    if (schema.path("properties").isEmpty()) {
      return;
    }
    call.sent().stream()
        .filter(name -> !schema.path("properties").has(name))
        .forEach(name -> wrong.add(operation + " takes " + name));
    if (call.hasBody()) {
      Reference.texts(schema.path("required"))
          .forEach(name -> without(operation, name, call, api, path));
      unknown(operation, schema, call, api, path);
    }
  }

  private void without(
      Reference.Operation operation, String name, ReferenceCall call, Api api, String path) {
    ObjectNode less = call.body().deepCopy();
    less.remove(name);
    Api.Answer answer = api.json(call.method(), path, less);
    if (answer.status() < 400) {
      wrong.add(operation + " does not need " + name);
    }
    said(operation, answer);
  }

  /** Members that are not known are refused by their name; none that is described is one. */
  private void unknown(
      Reference.Operation operation, JsonNode schema, ReferenceCall call, Api api, String path) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    unknown(names, call, api, path)
        .flatMap(name -> unknown(List.of(name), call, api, path)) // not for its company
        .ifPresent(name -> wrong.add(operation + " takes no " + name));
  }

  private static Optional<String> unknown(
      List<String> names, ReferenceCall call, Api api, String path) {
    ObjectNode all = Api.JSON.createObjectNode();
    names.forEach(all::putNull);
    all.putNull(NOBODYS);
    Api.Answer answer = api.json(call.method(), path, all);
    String message = answer.status() < 400 ? "" : answer.body().path("message").asText();
    return names.stream()
        .filter(name -> message.startsWith("Unknown member " + name + "."))
        .findFirst();
  }

  /** The status of an answer is one that is said. */
  void said(Reference.Operation operation, Api.Answer answer) {
    if (!ServedDescription.says(served.of(operation).orElseThrow(), answer.status())) {
      wrong.add(operation + " answers " + answer.status());
    }
  }
}
