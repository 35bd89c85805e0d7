package org.lumoauth.oauth.grant.authorizationcode.logo;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the picture of a client as a file of ours that can be nothing but a picture. */
@Takes(
    as = Takes.As.QUERY,
    members = {
      @Member(value = "client_id", needed = true),
      @Member(value = "v", says = "The hash of the picture")
    })
@AnswersWith(status = 200)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize-logo",
      "lumoauth.web.routes=GET ~/oauth/authorize/logo",
      "lumoauth.web.guard=open"
    })
public final class LogoEndpoint implements HotEndpoint {
  private final Clients clients;
  private final ClientLogos logos;

  @Activate
  public LogoEndpoint(@Reference Clients clients, @Reference ClientLogos logos) {
    this.clients = clients;
    this.logos = logos;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Picture picture =
        Optional.ofNullable(exchange.request().getParameter("client_id"))
            .flatMap(id -> clients.find(exchange.tenant(), id))
            .filter(Client::enabled)
            .flatMap(client -> logos.find(exchange.tenant(), client))
            .orElseThrow(() -> Problem.notFound("There is no such picture."));
    boolean asNamed = picture.hash().equals(exchange.request().getParameter("v"));
    var response = exchange.response();
    response.setStatus(200);
    response.setContentType(picture.type());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", asNamed ? "private, max-age=86400" : "no-store");
    response.setContentLength(picture.bytes().length);
    response.getOutputStream().write(picture.bytes());
  }
}
