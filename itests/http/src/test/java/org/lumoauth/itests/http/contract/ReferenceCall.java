/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.TrustedIssuerFixture;
import org.yaml.snakeyaml.Yaml;

/**
 * A call of an operation, as {@code contract/calls.yaml} describes it: {@code call} is the
 * operation; {@code as} who asks, an administrator's key if it is not there; {@code body} is JSON,
 * {@code form} a form, {@code query} what follows the path; {@code elsewhere} the members of a body
 * that another test sends; {@code keep} keeps parts of the answer by names, which stand in later
 * paths as <code>{name}</code> and in everything else as <code>
 * ${name}</code>.
 */
record ReferenceCall(JsonNode described, Map<String, JsonNode> kept) {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  static List<ReferenceCall> all(Map<String, JsonNode> kept) throws IOException {
    try (InputStream file = ReferenceCall.class.getResourceAsStream("/contract/calls.yaml")) {
      List<ReferenceCall> calls = new ArrayList<>();
      for (Object call : (List<?>) new Yaml().load(file)) {
        calls.add(new ReferenceCall(ApiClient.JSON.valueToTree(call), kept));
      }
      return calls;
    }
  }

  String operation() {
    return described.path("call").asText();
  }

  String method() {
    return operation().split(" ")[0];
  }

  String as() {
    return resolved("as").asText("admin");
  }

  boolean hasBody() {
    return described.has("body");
  }

  JsonNode body() {
    return resolved("body");
  }

  /** The members that are sent here, and those that another test sends. */
  List<String> members() {
    List<String> names = new ArrayList<>();
    described.path("body").fieldNames().forEachRemaining(names::add);
    described.path("elsewhere").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** The members or parameters of the body that is sent here. */
  List<String> sentMembers() {
    List<String> names = new ArrayList<>();
    described.path("body").fieldNames().forEachRemaining(names::add);
    described.path("form").fieldNames().forEachRemaining(names::add);
    return names;
  }

  String query() {
    return resolved("query").asText();
  }

  boolean sendsInQuery(String parameter) {
    return query().matches(".*[?&]" + parameter + "=.*");
  }

  /** The path with the values that were kept; the first is another where one is given. */
  String path(String another) {
    StringBuilder path = new StringBuilder();
    Matcher parameter = PARAMETER.matcher(operation().split(" ")[1]);
    boolean first = true;
    while (parameter.find()) {
      JsonNode value = kept.get(parameter.group(1));
      if (value == null) {
        throw new AssertionError("nothing was kept as " + parameter.group(1));
      }
      parameter.appendReplacement(path, first && another != null ? another : value.asText());
      first = false;
    }
    return parameter.appendTail(path).toString();
  }

  boolean hasPathVariable() {
    return PARAMETER.matcher(operation()).find();
  }

  ApiClient.Answer send(ApiClient api, String path, JsonNode body) {
    if (described.has("form")) {
      List<String> form = new ArrayList<>();
      resolved("form")
          .properties()
          .forEach(
              field -> {
                form.add(field.getKey());
                form.add(field.getValue().asText());
              });
      return api.form(path, TrustedIssuerFixture.form(form.toArray(String[]::new)));
    }
    return body.isMissingNode()
        ? api.send(method(), path, null, null)
        : api.json(method(), path, body);
  }

  void keep(ApiClient.Answer answer) {
    described
        .path("keep")
        .properties()
        .forEach(
            each -> {
              JsonNode value = answer.body().at(each.getValue().asText());
              if (value.isMissingNode()) {
                throw new AssertionError(each.getKey() + " is not in " + answer);
              }
              kept.put(each.getKey(), value);
            });
  }

  private JsonNode resolved(String member) {
    ObjectMapper json = ApiClient.JSON;
    String text = described.path(member).isMissingNode() ? "" : described.path(member).toString();
    for (Map.Entry<String, JsonNode> each : kept.entrySet()) {
      String name = "${" + each.getKey() + "}";
      text = text.replace("\"" + name + "\"", each.getValue().toString());
      String quoted = TextNode.valueOf(each.getValue().asText()).toString();
      text = text.replace(name, quoted.substring(1, quoted.length() - 1));
    }
    try {
      return text.isEmpty() ? described.path("nothing") : json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public String toString() {
    return operation() + described.path("query").asText();
  }
}
