package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.WebProperties;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Access Evaluations API (section 7): several questions, each answered by itself. */
@Takes(
    members = {
      @Member(value = "subject", type = Entity.class),
      @Member(value = "action", type = ActionName.class),
      @Member(value = "resource", type = Entity.class),
      @Member(value = "context", type = Map.class),
      @Member(
          value = "evaluations",
          type = List.class,
          says = "Each as a request for one; what it lacks is taken from beside it"),
      @Member(value = "options", type = Map.class, says = "With evaluations_semantic")
    })
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-evaluations",
      HotEndpoint.SUMMARY + "=Decide several questions (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/evaluations",
      "lumoauth.web.routes=POST ~/authz/v1/evaluations",
      "lumoauth.web.routes=POST /api/v1/authz/v1/evaluations",
      WebProperties.LARGE_BODY + ":Boolean=true"
    })
public final class EvaluationsEndpoint implements HotEndpoint {

  static final int MAX = 100;
  private static final int SERVER_ERROR = 500;

  /** For all of them together, as decisions that are asked for together have. */
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Desk desk;
  private final Duration time;

  @Activate
  public EvaluationsEndpoint(@Reference Desk desk) {
    this(desk, TIME);
  }

  EvaluationsEndpoint(Desk desk, Duration time) {
    this.desk = desk;
    this.time = time;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    long start = System.nanoTime();
    RequestId.echo(exchange);
    exchange.caller();
    var request = Input.read(exchange);
    var listed = request.list("evaluations").orElse(List.of());
    if (listed.size() > MAX) {
      throw Input.refused("At most " + MAX + " evaluations are made at once.");
    }
    var semantic = Semantic.read(request);
    var why = new Why(desk, exchange);
    if (listed.isEmpty()) {
      // Section 7.1: without evaluations it is a request for one.
      var decided = desk.decide(exchange, Evaluation.read(request, request));
      exchange.writeJson(200, Answer.of(decided, !decided.decision().permitted() && why.told()));
      return;
    }
    var answers = new ArrayList<Answer>(listed.size());
    for (Object each : listed) {
      boolean late = System.nanoTime() - start > time.toNanos();
      var answer = late ? Answer.late() : answer(exchange, each, request, why);
      answers.add(answer);
      if (semantic.endsWith(answer.decision())) {
        break;
      }
    }
    exchange.writeJson(200, new Answer.All(answers));
  }

  /** What is wrong with one question is told in its place; what fails here fails the request. */
  private Answer answer(Exchange exchange, Object listed, Input defaults, Why why) {
    try {
      var decided = desk.decide(exchange, Evaluation.read(item(listed), defaults));
      return Answer.of(decided, !decided.decision().permitted() && why.told());
    } catch (Problem problem) {
      if (problem.status() >= SERVER_ERROR) {
        throw problem;
      }
      return Answer.refused(problem);
    }
  }

  private static Input item(Object listed) {
    var members = new HashMap<String, Object>();
    members.put("evaluation", listed);
    return new Input(members)
        .object("evaluation")
        .orElseThrow(() -> Input.refused("An evaluation is an object."));
  }

  /** Whether denials are explained: asked once, and only if something is denied. */
  private static final class Why {
    private final Desk desk;
    private final Exchange exchange;
    private Boolean told;

    Why(Desk desk, Exchange exchange) {
      this.desk = desk;
      this.exchange = exchange;
    }

    boolean told() {
      if (told == null) {
        told = desk.mayBeToldWhy(exchange);
      }
      return told;
    }
  }
}
