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

/** The Resource Search API (section 8.5): to which resources the subject may do this. */
@Takes(
    members = {
      @Member(value = "subject", needed = true, type = Entity.class),
      @Member(value = "action", needed = true, type = ActionName.class),
      @Member(value = "resource", needed = true, type = Entity.class),
      @Member(value = "context", type = Map.class),
      @Member(value = "page", type = Map.class, says = "With token and limit")
    })
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authzen-search-resource",
      HotEndpoint.SUMMARY + "=Search for resources on which a subject may do something (AuthZEN)",
      "lumoauth.web.routes=POST ~/access/v1/search/resource"
    })
public final class ResourceSearchEndpoint implements HotEndpoint {

  private final Desk desk;
  private final Search search;

  @Activate
  public ResourceSearchEndpoint(@Reference Desk desk, @Reference Search search) {
    this.desk = desk;
    this.search = search;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    RequestId.echo(exchange);
    exchange.caller();
    var request = Input.read(exchange);
    var wanted =
        new Evaluation(
            Entity.read("subject", request.object("subject")).named("subject"),
            ActionName.read(request.object("action")),
            Entity.read("resource", request.object("resource")),
            request.values("context"));
    var party = desk.party(exchange, wanted.subject());
    exchange.writeJson(
        200, search.resources(exchange.tenant(), party, wanted, PageWanted.read(request)));
  }
}
