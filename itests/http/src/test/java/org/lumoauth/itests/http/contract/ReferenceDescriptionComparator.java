/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lumoauth.itests.http.support.ReferenceContract;
import org.lumoauth.itests.http.support.ServedOpenApi;

/**
 * Compares what the server says that operations take and by which statuses they answer with what
 * the reference says. More may be said than there.
 */
record ReferenceDescriptionComparator(ReferenceContract reference, ServedOpenApi served) {

  Set<String> differences() {
    Set<String> found = new TreeSet<>();
    for (ReferenceContract.Operation operation : reference.operations()) {
      served
          .of(operation)
          .ifPresent(
              described -> {
                body(operation, described, found);
                parameters(operation, described, found);
                statuses(operation, described, found);
              });
    }
    return found;
  }

  private void body(ReferenceContract.Operation operation, JsonNode described, Set<String> found) {
    JsonNode content = operation.described().at("/requestBody/content");
    content
        .fieldNames()
        .forEachRemaining(
            type -> {
              JsonNode said = described.at("/requestBody/content").path(type).path("schema");
              JsonNode expected = reference.resolve(content.path(type).path("schema"));
              if (said.isMissingNode()) {
                found.add(operation + " does not say that it takes " + type);
              } else if (said.path("properties").isEmpty() && expected.has("properties")) {
                found.add(operation + " says no member");
              } else {
                members(operation.toString(), expected, said, found);
              }
            });
  }

  private void members(String operation, JsonNode expected, JsonNode said, Set<String> found) {
    expected
        .path("properties")
        .properties()
        .forEach(
            member -> {
              String name = operation + " " + member.getKey();
              JsonNode schema = reference.resolve(member.getValue());
              JsonNode own = said.path("properties").path(member.getKey());
              if (own.isMissingNode()) {
                found.add(name + " is not described");
              } else if (own.has("type")
                  && isDifferentType(schema.path("type"), own.path("type"))) {
                found.add(name + " is " + own.path("type") + ", not " + schema.path("type"));
              } else if (schema.has("enum") && !values(own).equals(values(schema))) {
                found.add(name + " is one of " + values(own) + ", not of " + values(schema));
              }
            });
    ReferenceContract.texts(expected.path("required"))
        .filter(name -> !values(said.path("required"), name))
        .forEach(name -> found.add(operation + " " + name + " is not said to be needed"));
  }

  private static boolean isDifferentType(JsonNode expected, JsonNode said) {
    return !expected.isMissingNode() && !expected.equals(said);
  }

  private static boolean values(JsonNode list, String name) {
    return ReferenceContract.texts(list).anyMatch(name::equals);
  }

  private static Set<String> values(JsonNode schema) {
    return ReferenceContract.texts(schema.path("enum"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void parameters(
      ReferenceContract.Operation operation, JsonNode described, Set<String> found) {
    for (JsonNode expected : operation.described().path("parameters")) {
      String name = expected.path("name").asText();
      JsonNode said = ServedOpenApi.parameter(described, name);
      if (expected.path("in").asText().equals("path")) {
        continue;
      }
      if (said.isMissingNode()) {
        found.add(operation + " ?" + name + " is not described");
      } else if (expected.path("required").asBoolean() && !said.path("required").asBoolean()) {
        found.add(operation + " ?" + name + " is not said to be needed");
      }
    }
  }

  private static void statuses(
      ReferenceContract.Operation operation, JsonNode described, Set<String> found) {
    operation
        .described()
        .path("responses")
        .fieldNames()
        .forEachRemaining(
            status -> {
              if (!ServedOpenApi.says(described, Integer.parseInt(status))) {
                found.add(operation + " does not say that it answers " + status);
              }
            });
  }
}
