/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.SignInOption;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService.SignInRedirect;
import org.lumoauth.authn.flow.EnabledAuthenticationMethodRegistry;
import org.lumoauth.authn.flow.LoginPageSignInService;
import org.lumoauth.authn.flow.LoginUrls;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/oauth/passkey-login}: redirects to the sign-in by passkey if an installed method with
 * that name can identify the user itself, otherwise to the first page of the sign-in. With {@code
 * attempt}, the name of a sign-in in its pages, it continues that sign-in.
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {@SchemaProperty("attempt")})
@ApiResponse(status = 302)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-passkey-login",
      "lumoauth.web.routes=GET ~/oauth/passkey-login",
      HttpHandler.SUMMARY + "=Redirect to sign-in by passkey, or to the sign-in page",
      "lumoauth.web.guard=open"
    })
public final class PasskeyLoginEndpoint implements HttpHandler {
  private static final String PASSKEY = "passkey";

  private final LoginPageSignInService signIn;
  private final EnabledAuthenticationMethodRegistry methods;

  @Activate
  public PasskeyLoginEndpoint(
      @Reference LoginPageSignInService signIn,
      @Reference EnabledAuthenticationMethodRegistry methods) {
    this.signIn = signIn;
    this.methods = methods;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var way = methods.ways(tenant).getOrDefault(PASSKEY, List.of()).stream().findFirst();
    var attempt = exchange.request().getParameter("attempt");
    if (attempt != null) {
      exchange.redirect(LoginUrls.login(tenant, attempt) + onward(way));
    } else if (way.isPresent()) {
      var any = SignInRequirement.any();
      var begun = signIn.begin(tenant, any, LoginUrls.account(tenant), exchange.view());
      exchange.redirect(new SignInRedirect(begun.url() + onward(way), begun.setCookie()));
    } else {
      exchange.redirect(LoginUrls.login(tenant));
    }
    exchange
        .response()
        .setStatus(HttpServletResponse.SC_FOUND); // Status of the published contract.
  }

  private static String onward(Optional<SignInOption> way) {
    return way.map(
            of ->
                "&method="
                    + PASSKEY
                    + "&"
                    + AuthenticationMethod.WAY
                    + "="
                    + LoginUrls.encode(of.id()))
        .orElse("");
  }
}
