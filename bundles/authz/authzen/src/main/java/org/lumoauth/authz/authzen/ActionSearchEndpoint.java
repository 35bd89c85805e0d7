package org.lumoauth.authz.authzen;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Action Search API (section 8.6): what the subject may do to the resource. */
@Takes(
    members = {
      @Member(value = "subject", needed = true, type = Entity.class),
      @Member(value = "resource", needed = true, type = Entity.class),
      @Member(value = "context", type = Map.class),
      @Member(value = "page", type = Map.class, says = "With token and limit")
    })
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-search-action",
      HotEndpoint.SUMMARY + "=Search for what a subject may do to a resource (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/search/action"
    })
public final class ActionSearchEndpoint implements HotEndpoint {

  private final Desk desk;
  private final Actions actions;

  @Activate
  public ActionSearchEndpoint(@Reference Desk desk, @Reference Actions actions) {
    this.desk = desk;
    this.actions = actions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    RequestId.echo(exchange);
    exchange.caller();
    var request = Input.read(exchange);
    var subject = Entity.read("subject", request.object("subject")).named("subject");
    var named = Entity.read("resource", request.object("resource")).named("resource");
    var resource = new Resource(named.type(), named.id().orElseThrow(), named.properties());
    var context = Evaluation.known(request.values("context"), subject, Map.of());
    var party = desk.party(exchange, subject);
    exchange.writeJson(
        200, actions.of(exchange.tenant(), party, resource, context, PageWanted.read(request)));
  }
}
