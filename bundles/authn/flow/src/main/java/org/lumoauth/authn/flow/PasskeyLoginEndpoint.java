package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.Way;
import org.lumoauth.api.authn.SignIn.Begun;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/oauth/passkey-login}: leads to the sign-in by a passkey, where a method of that name is
 * installed that finds out itself who it is; else to the sign-in's first page. With {@code
 * attempt}, what the pages name a sign-in by, it goes on there.
 */
@Takes(
    as = Takes.As.QUERY,
    members = {@Member("attempt")})
@AnswersWith(status = 302)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-passkey-login",
      "lumoauth.web.routes=GET ~/oauth/passkey-login",
      HotEndpoint.SUMMARY + "=Leads to the sign-in by a passkey, or to the sign-in",
      "lumoauth.web.guard=open"
    })
public final class PasskeyLoginEndpoint implements HotEndpoint {
  private static final String PASSKEY = "passkey";

  private final PageSignIn signIn;
  private final Methods methods;

  @Activate
  public PasskeyLoginEndpoint(@Reference PageSignIn signIn, @Reference Methods methods) {
    this.signIn = signIn;
    this.methods = methods;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var way = methods.ways(tenant).getOrDefault(PASSKEY, List.of()).stream().findFirst();
    var attempt = exchange.request().getParameter("attempt");
    if (attempt != null) {
      exchange.redirect(Addresses.login(tenant, attempt) + onward(way));
    } else if (way.isPresent()) {
      var any = SignInRequirement.any();
      var begun = signIn.begin(tenant, any, Addresses.account(tenant), exchange.view());
      exchange.redirect(new Begun(begun.url() + onward(way), begun.setCookie()));
    } else {
      exchange.redirect(Addresses.login(tenant));
    }
    exchange.response().setStatus(HttpServletResponse.SC_FOUND); // the published contract's
  }

  private static String onward(Optional<Way> way) {
    return way.map(
            of ->
                "&method="
                    + PASSKEY
                    + "&"
                    + AuthenticationMethod.WAY
                    + "="
                    + Addresses.encode(of.id()))
        .orElse("");
  }
}
