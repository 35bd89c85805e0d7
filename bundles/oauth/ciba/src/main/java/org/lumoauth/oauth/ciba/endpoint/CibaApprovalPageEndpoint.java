/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/ciba/{id}}: the page on which a user approves or denies a request. It requires
 * the requested user, signed in as the client requires, and the form of this page in this session.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#end_user_consent">CIBA
 *     section 8</a>
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-ciba-page",
      "lumoauth.web.routes=GET ^/ciba/{requestId}",
      "lumoauth.web.routes=POST ^/ciba/{requestId}",
      HttpHandler.SUMMARY + "=GET: Show a CIBA request to its user",
      HttpHandler.SUMMARY + "=POST: Approve or deny a CIBA request",
      "lumoauth.web.guard=open"
    })
public final class CibaApprovalPageEndpoint implements HttpHandler {

  private static final int MAX_ID = 40;

  private final PageSessionGuard readers;
  private final AnswerableRequestFinder answerable;
  private final BackchannelDecisionHandler answering;
  private final CibaPageRenderer pages;

  @Activate
  public CibaApprovalPageEndpoint(
      @Reference PageSessionGuard readers,
      @Reference AnswerableRequestFinder answerable,
      @Reference BackchannelDecisionHandler answering,
      @Reference CibaPageRenderer pages) {
    this.readers = readers;
    this.answerable = answerable;
    this.answering = answering;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String id = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    if (!id.matches("[A-Za-z0-9_]{1," + MAX_ID + "}")) {
      pages.renderExpired(exchange);
      return;
    }
    String address = CibaPageUrls.of(exchange.tenant(), id);
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session = readers.requireSession(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (post
        && !readers.isFormTokenValid(
            exchange, session.get(), CibaPageRenderer.formPurpose(id), form)) {
      pages.renderFormRefused(exchange, address);
      return;
    }
    Optional<AnswerableRequestFinder.AnswerableRequest> found =
        answerable.find(exchange, session.get(), id);
    if (found.isEmpty()) {
      pages.renderExpired(exchange);
    } else if (strong(exchange, session.get(), found.get().asked(), address)) {
      if (post) {
        decide(exchange, session.get(), found.get(), FormFieldReader.readSingle(form, "decision"));
      } else {
        pages.renderConfirmation(exchange, session.get(), found.get());
      }
    }
  }

  /**
   * Returns whether the user is signed in as the request requires ({@code acr_values}, CIBA section
   * 7.1); otherwise redirects to sign in.
   */
  private boolean strong(
      HttpExchange exchange, Session session, BackchannelRequest asked, String address) {
    var wanted =
        SignInRequirement.any().withAcrValues(asked.acrValues()).withSubject(session.subject());
    return readers.requireSession(exchange, wanted, address).isPresent();
  }

  private void decide(
      HttpExchange exchange,
      Session session,
      AnswerableRequestFinder.AnswerableRequest found,
      String decision)
      throws IOException {
    boolean allowed = decision.equals("allow"); // any other value is a denial
    boolean kept =
        allowed
            ? answering.allow(exchange, session, found.entry())
            : answering.deny(exchange, session, found.entry());
    if (kept) {
      pages.renderResult(exchange, found.client(), allowed);
    } else {
      pages.renderExpired(exchange);
    }
  }
}
