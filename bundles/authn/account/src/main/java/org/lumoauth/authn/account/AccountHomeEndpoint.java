/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.StartPageEntry;
import org.osgi.service.component.annotations.Component;

/** {@code /t/{slug}/account}: redirects to the first account page. */
@StartPageEntry(message = "account.start", icon = "user", order = 20)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account",
      "lumoauth.web.routes=GET ^/account",
      HttpHandler.SUMMARY + "=Redirect to the first account page",
      "lumoauth.web.guard=open"
    })
public final class AccountHomeEndpoint implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) {
    exchange.redirect(AccountSection.PROFILE.path(exchange.tenant()));
  }
}
