/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ReferenceContract;
import org.lumoauth.itests.http.support.ServedOpenApi;

/** Verifies that operations accept exactly the input that the OpenAPI document describes. */
record DocumentedRequestVerifier(ServedOpenApi served, Set<String> wrong) {

  /** An undocumented member. Operations with known members refuse it. */
  private static final String NOBODYS = "zz_no_such_member";

  /** Tries a call that is good, by making worse ones of it. */
  void verify(
      ReferenceContract.Operation operation, ReferenceCall call, ApiClient api, String path) {
    JsonNode described = served.of(operation).orElseThrow();
    JsonNode schema = ServedOpenApi.body(described);
    if (schema.path("properties").isEmpty()) {
      return;
    }
    call.sentMembers().stream()
        .filter(name -> !schema.path("properties").has(name))
        .forEach(name -> wrong.add(operation + " takes " + name));
    if (call.hasBody()) {
      ReferenceContract.texts(schema.path("required"))
          .forEach(name -> verifyRequired(operation, name, call, api, path));
      verifyUnknownRefused(operation, schema, call, api, path);
    }
  }

  private void verifyRequired(
      ReferenceContract.Operation operation,
      String name,
      ReferenceCall call,
      ApiClient api,
      String path) {
    ObjectNode less = call.body().deepCopy();
    less.remove(name);
    ApiClient.Answer answer = api.json(call.method(), path, less);
    if (answer.status() < 400) {
      wrong.add(operation + " does not need " + name);
    }
    requireDocumentedStatus(operation, answer);
  }

  /** Members that are not known are refused by their name; none that is described is one. */
  private void verifyUnknownRefused(
      ReferenceContract.Operation operation,
      JsonNode schema,
      ReferenceCall call,
      ApiClient api,
      String path) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    verifyUnknownRefused(names, call, api, path)
        .flatMap(
            name -> verifyUnknownRefused(List.of(name), call, api, path)) // not for its company
        .ifPresent(name -> wrong.add(operation + " takes no " + name));
  }

  private static Optional<String> verifyUnknownRefused(
      List<String> names, ReferenceCall call, ApiClient api, String path) {
    ObjectNode all = ApiClient.JSON.createObjectNode();
    names.forEach(all::putNull);
    all.putNull(NOBODYS);
    ApiClient.Answer answer = api.json(call.method(), path, all);
    String message = answer.status() < 400 ? "" : answer.body().path("message").asText();
    return names.stream()
        .filter(name -> message.startsWith("Unknown member " + name + "."))
        .findFirst();
  }

  /** The status of an answer is one that is said. */
  void requireDocumentedStatus(ReferenceContract.Operation operation, ApiClient.Answer answer) {
    if (!ServedOpenApi.says(served.of(operation).orElseThrow(), answer.status())) {
      wrong.add(operation + " answers " + answer.status());
    }
  }
}
