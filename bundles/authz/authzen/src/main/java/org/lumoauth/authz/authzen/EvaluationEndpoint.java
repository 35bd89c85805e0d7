package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Access Evaluation API (section 6): one question, one decision. */
@Takes(
    members = {
      @Member(value = "subject", needed = true, type = Entity.class),
      @Member(value = "action", needed = true, type = ActionName.class),
      @Member(value = "resource", needed = true, type = Entity.class),
      @Member(value = "context", type = Map.class)
    })
@AnswersWith(Answer.class)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-evaluation",
      HotEndpoint.SUMMARY + "=Decide one question (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/evaluation",
      "lumoauth.web.routes=POST ~/authz/v1/evaluation",
      "lumoauth.web.routes=POST /api/v1/authz/v1/evaluation"
    })
public final class EvaluationEndpoint implements HotEndpoint {

  private static final Input NO_DEFAULTS = new Input(Map.of());

  private final Desk desk;

  @Activate
  public EvaluationEndpoint(@Reference Desk desk) {
    this.desk = desk;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    RequestId.echo(exchange);
    exchange.caller();
    var evaluation = Evaluation.read(Input.read(exchange), NO_DEFAULTS);
    var decided = desk.decide(exchange, evaluation);
    boolean tellWhy = !decided.decision().permitted() && desk.mayBeToldWhy(exchange);
    exchange.writeJson(200, Answer.of(decided, tellWhy));
  }
}
