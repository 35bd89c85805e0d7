package org.lumoauth.authn.account;

import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.StartLink;
import org.osgi.service.component.annotations.Component;

/** {@code /t/{slug}/account}: leads to the first page. */
@StartLink(message = "account.start", icon = "user", order = 20)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account",
      "lumoauth.web.routes=GET ^/account",
      "lumoauth.web.guard=open"
    })
public final class HomeEndpoint implements HotEndpoint {

  @Override
  public void handle(Exchange exchange) {
    exchange.redirect(Section.PROFILE.path(exchange.tenant()));
  }
}
