/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.ReferenceContract;
import org.lumoauth.itests.http.support.ReferenceResponseComparator;
import org.lumoauth.itests.http.support.ServedOpenApi;

/** Calls operations, well and badly, and collects where the answers are other than described. */
final class ReferenceCallRunner {
  private static final List<String> REFUSAL =
      List.of("error", "error_description", "message", "status", "code");
  private static final String NOBODYS = "no-such-thing";

  private final ReferenceContract reference;
  private final ReferenceCallTenant actors;
  private final ServedOpenApi served;
  private final Set<String> differences = new TreeSet<>();
  private final Set<String> undescribed = new TreeSet<>();
  private final DocumentedRequestVerifier calls;
  private final ReferenceResponseComparator shapes;

  /** The members of bodies and the parameters of queries that calls send, with their operation. */
  private final Set<String> sent = new HashSet<>();

  /** The parameters of queries that some calls do without. */
  private final Set<String> unsent = new HashSet<>();

  ReferenceCallRunner(
      ReferenceContract reference, ServedOpenApi served, ReferenceCallTenant actors) {
    this.reference = reference;
    this.served = served;
    this.actors = actors;
    this.calls = new DocumentedRequestVerifier(served, undescribed);
    this.shapes = new ReferenceResponseComparator(reference, differences);
  }

  /** Says that this is a call of the operation, before the first is made. */
  void plan(ReferenceCall call, ReferenceContract.Operation operation) {
    call.members().forEach(name -> sent.add(operation + " " + name));
    operation.query().stream()
        .filter(call::sendsInQuery)
        .forEach(name -> sent.add(operation + " ?" + name));
    operation.query().stream()
        .filter(name -> !call.sendsInQuery(name))
        .forEach(name -> unsent.add(operation + " ?" + name));
  }

  /** One call as it is right, after those that are refused whatever there is. */
  void runCall(ReferenceCall call, ReferenceContract.Operation operation) {
    ApiClient api = actors.api(call.as());
    String path = at(call, null);
    if (operation.guarded()) {
      verifyRefusal(
          operation, "without a credential", 401, call.send(anonymous(), path, call.body()));
    }
    if (operation.has(404) && call.hasPathVariable()) {
      verifyRefusal(operation, "for nothing", 404, call.send(api, at(call, NOBODYS), call.body()));
    }
    if (operation.has(400) && operation.needsBody() && call.hasBody()) {
      verifyRefusal(operation, "without members", 400, api.json(call.method(), path, Map.of()));
    }
    JsonNode body = reference.resolve(operation.body());
    body.path("properties")
        .fieldNames()
        .forEachRemaining(
            member -> {
              if (!sent.contains(operation + " " + member)) {
                verifyUnsentMember(operation, member, api, call, path);
              }
            });
    ReferenceContract.texts(body.path("required"))
        .forEach(
            member -> {
              ObjectNode less = call.body().deepCopy();
              less.remove(member);
              if (api.json(call.method(), path, less).status() < 400) {
                differences.add(operation + " does not need " + member);
              }
            });

    calls.verify(operation, call, api, path);

    ApiClient.Answer answer = call.send(api, path, call.body());

    verifySuccess(operation, answer);
    call.keep(answer);
    shapes.compare(
        operation.toString(),
        operation.answer(answer.status()),
        answer.text().startsWith("<") ? MissingNode.getInstance() : answer.body());
    served.compare(operation, answer, undescribed);
    if (operation.has(409) && operation.word(409).matches(".*(exists|already).*")) {
      verifyRefusal(operation, "for what there is", 409, call.send(api, path, call.body()));
    }
  }

  /** A member that no call sends is one that is not taken. */
  private void verifyUnsentMember(
      ReferenceContract.Operation operation,
      String member,
      ApiClient api,
      ReferenceCall call,
      String path) {
    ObjectNode more = ApiClient.JSON.createObjectNode();
    if (call.hasBody()) {
      more.setAll((ObjectNode) call.body());
    }
    more.putNull(member);
    ApiClient.Answer answer = api.json(call.method(), path, more);
    differences.add(
        ReferenceContract.name(operation.body(), operation.toString())
            + "."
            + member
            + (answer.status() < 400 ? " is taken: let a call send it" : " is not taken"));
  }

  private void verifySuccess(ReferenceContract.Operation operation, ApiClient.Answer answer) {
    boolean gone = answer.status() == 410 && operation.has(410);
    if (answer.status() >= 400 && !gone) {
      throw new AssertionError(operation + " is refused: " + answer);
    }
    if (!operation.has(answer.status())) {
      differences.add(operation + " answers " + answer.status());
    }
  }

  /** A refusal has its status and is in the one format of refusals. */
  private void verifyRefusal(
      ReferenceContract.Operation operation, String how, int status, ApiClient.Answer answer) {
    if (answer.status() != status) {
      differences.add(operation + " " + how + " answers " + answer.status() + ", not " + status);
    }
    calls.requireDocumentedStatus(operation, answer);
    for (String member : REFUSAL) {
      if (answer.status() >= 400 && !answer.body().has(member)) {
        differences.add(operation + " " + how + " says no " + member);
      }
    }
  }

  private String at(ReferenceCall call, String another) {
    return actors.base(call.path(another)) + call.query();
  }

  private ApiClient anonymous() {
    return actors.api("nobody");
  }

  /** What answers had that the server does not say of itself. */
  Set<String> undocumentedMembers() {
    return undescribed;
  }

  /** What is other than described. */
  Set<String> differences() {
    shapes.finish();
    unsent.removeAll(sent);
    unsent.forEach(parameter -> differences.add(parameter + " is in no call"));
    return differences;
  }
}
