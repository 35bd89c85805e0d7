package org.lumoauth.authz.checks;

import java.io.IOException;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether a subject has one permission, and why. */
@Takes(
    value = CheckBody.class,
    members = {@Member(value = "permission", needed = true)})
@AnswersWith(Answers.One.class)
@Refuses(422)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-check",
      HotEndpoint.SUMMARY + "=Ask whether a subject has a permission",
      "lumoauth.web.routes=POST ~/authz/check",
      "lumoauth.web.routes=POST /api/v1/authz/check"
    })
public final class CheckEndpoint implements HotEndpoint {

  private final Decisions decisions;

  @Activate
  public CheckEndpoint(@Reference Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var body = Bodies.read(exchange);
    var permission = Permissions.one(body);
    var asked = WhoIsAsked.in(body, exchange);
    var about = body.about();
    var decision = decisions.decide(exchange.tenant(), asked, permission, about);
    exchange.writeJson(
        200,
        new Answers.One(
            decision.permitted(),
            permission,
            asked.subject().type(),
            asked.subject().id(),
            asked.userId(),
            about.context(),
            Answers.Why.of(decision)));
  }
}
