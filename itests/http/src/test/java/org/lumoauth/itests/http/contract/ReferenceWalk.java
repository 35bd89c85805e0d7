package org.lumoauth.itests.http.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.itests.http.support.Api;
import org.lumoauth.itests.http.support.Reference;
import org.lumoauth.itests.http.support.ReferenceShapes;
import org.lumoauth.itests.http.support.ServedDescription;

/** Calls operations, well and badly, and collects where the answers are other than described. */
final class ReferenceWalk {
  private static final List<String> REFUSAL =
      List.of("error", "error_description", "message", "status", "code");
  private static final String NOBODYS = "no-such-thing";

  private final Reference reference;
  private final ReferenceActors actors;
  private final ServedDescription served;
  private final Set<String> differences = new TreeSet<>();
  private final Set<String> undescribed = new TreeSet<>();
  private final DescribedCalls calls;
  private final ReferenceShapes shapes;

  /** The members of bodies and the parameters of queries that calls send, with their operation. */
  private final Set<String> sent = new HashSet<>();

  /** The parameters of queries that some calls do without. */
  private final Set<String> unsent = new HashSet<>();

  ReferenceWalk(Reference reference, ServedDescription served, ReferenceActors actors) {
    this.reference = reference;
    this.served = served;
    this.actors = actors;
    this.calls = new DescribedCalls(served, undescribed);
    this.shapes = new ReferenceShapes(reference, differences);
  }

  /** Says that this is a call of the operation, before the first is made. */
  void plan(ReferenceCall call, Reference.Operation operation) {
    call.members().forEach(name -> sent.add(operation + " " + name));
    operation.query().stream()
        .filter(call::sendsInQuery)
        .forEach(name -> sent.add(operation + " ?" + name));
    operation.query().stream()
        .filter(name -> !call.sendsInQuery(name))
        .forEach(name -> unsent.add(operation + " ?" + name));
  }

  /** One call as it is right, after those that are refused whatever there is. */
  void make(ReferenceCall call, Reference.Operation operation) {
    Api api = actors.api(call.as());
    String path = at(call, null);
    if (operation.guarded()) {
      refused(operation, "without a credential", 401, call.send(nobody(), path, call.body()));
    }
    if (operation.has(404) && call.namesAThing()) {
      refused(operation, "for nothing", 404, call.send(api, at(call, NOBODYS), call.body()));
    }
    if (operation.has(400) && operation.needsBody() && call.hasBody()) {
      refused(operation, "without members", 400, api.json(call.method(), path, Map.of()));
    }
    JsonNode body = reference.resolve(operation.body());
    body.path("properties")
        .fieldNames()
        .forEachRemaining(
            member -> {
              if (!sent.contains(operation + " " + member)) {
                notTaken(operation, member, api, call, path);
              }
            });
    Reference.texts(body.path("required"))
        .forEach(
            member -> {
              ObjectNode less = call.body().deepCopy();
              less.remove(member);
              if (api.json(call.method(), path, less).status() < 400) {
                differences.add(operation + " does not need " + member);
              }
            });

    calls.tryOut(operation, call, api, path);

    Api.Answer answer = call.send(api, path, call.body());

    succeeded(operation, answer);
    call.keep(answer);
    shapes.compare(
        operation.toString(),
        operation.answer(answer.status()),
        answer.text().startsWith("<") ? MissingNode.getInstance() : answer.body());
    served.compare(operation, answer, undescribed);
    if (operation.has(409) && operation.word(409).matches(".*(exists|already).*")) {
      refused(operation, "for what there is", 409, call.send(api, path, call.body()));
    }
  }

  /** A member that no call sends is one that is not taken. */
  private void notTaken(
      Reference.Operation operation, String member, Api api, ReferenceCall call, String path) {
    ObjectNode more = Api.JSON.createObjectNode();
    if (call.hasBody()) {
      more.setAll((ObjectNode) call.body());
    }
    more.putNull(member);
    Api.Answer answer = api.json(call.method(), path, more);
    differences.add(
        Reference.name(operation.body(), operation.toString())
            + "."
            + member
            + (answer.status() < 400 ? " is taken: let a call send it" : " is not taken"));
  }

  private void succeeded(Reference.Operation operation, Api.Answer answer) {
    boolean gone = answer.status() == 410 && operation.has(410);
    if (answer.status() >= 400 && !gone) {
      throw new AssertionError(operation + " is refused: " + answer);
    }
    if (!operation.has(answer.status())) {
      differences.add(operation + " answers " + answer.status());
    }
  }

  /** A refusal has its status and is in the one format of refusals. */
  private void refused(Reference.Operation operation, String how, int status, Api.Answer answer) {
    if (answer.status() != status) {
      differences.add(operation + " " + how + " answers " + answer.status() + ", not " + status);
    }
    calls.said(operation, answer);
    for (String member : REFUSAL) {
      if (answer.status() >= 400 && !answer.body().has(member)) {
        differences.add(operation + " " + how + " says no " + member);
      }
    }
  }

  private String at(ReferenceCall call, String another) {
    return actors.base(call.path(another)) + call.query();
  }

  private Api nobody() {
    return actors.api("nobody");
  }

  /** What answers had that the server does not say of itself. */
  Set<String> undescribed() {
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
