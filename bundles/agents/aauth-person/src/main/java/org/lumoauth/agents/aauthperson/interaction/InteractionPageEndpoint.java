/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.agents.aauthperson.deferred.ClosedDeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the page on which a person answers an agent (AAuth draft, section User Interaction). The
 * code only selects the request; only the signed-in user can answer, with a form of this page, and
 * only the displayed request.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-interaction",
      "lumoauth.web.routes=GET ^/aauth/interaction",
      "lumoauth.web.routes=POST ^/aauth/interaction",
      HttpHandler.SUMMARY + "=GET: Show the request of an agent to its person (AAuth)",
      HttpHandler.SUMMARY + "=POST: Answer the request of an agent (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class InteractionPageEndpoint implements HttpHandler {

  private static final int MAX_CODE = 40;
  private static final String GUESSED = "aauth-interaction";
  private static final AttemptLimiter.AttemptLimit GUESSES =
      new AttemptLimiter.AttemptLimit(20, Duration.ofMinutes(10));

  private final DeferredRequestStore waiting;
  private final ClosedDeferredRequestStore over;
  private final InteractionAnswerAuthorizer who;
  private final InteractionDecisionHandler deciding;
  private final InteractionPageRenderer page;
  private final AccountSwitchReturnUrlStore others;
  private final InteractionCallbackUrlResolver callbacks;
  private final AttemptLimiter limiter;

  @Activate
  public InteractionPageEndpoint(
      @Reference DeferredRequestStore waiting,
      @Reference ClosedDeferredRequestStore over,
      @Reference InteractionAnswerAuthorizer who,
      @Reference InteractionDecisionHandler deciding,
      @Reference InteractionPageRenderer page,
      @Reference AccountSwitchReturnUrlStore others,
      @Reference AAuthServerMetadataClient documents,
      @Reference AttemptLimiter limiter) {
    this.waiting = waiting;
    this.over = over;
    this.who = who;
    this.deciding = deciding;
    this.page = page;
    this.others = others;
    this.callbacks = new InteractionCallbackUrlResolver(documents);
    this.limiter = limiter;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String code = post ? FormFieldReader.readSingle(form, "code") : sent(exchange, "code");
    if (!mayLook(exchange, code)) {
      page.renderExpired(exchange, 400, "session_expired");
    } else if (post) {
      answer(exchange, code, form);
    } else if (sent(exchange, AccountSwitchReturnUrlStore.PARAMETER).isEmpty()) {
      ask(exchange, code);
    } else {
      comeAgain(exchange, code, sent(exchange, AccountSwitchReturnUrlStore.PARAMETER));
    }
  }

  /** Limits wrong codes per IP address; beyond the limit, codes are not looked up. */
  private boolean mayLook(HttpExchange exchange, String code) {
    return !code.isEmpty()
        && code.length() <= MAX_CODE
        && limiter.count(exchange.tenant(), GUESSED, address(exchange), GUESSES).isEmpty();
  }

  private static String address(HttpExchange exchange) {
    return ClientNetworkKey.of(exchange.view().remoteAddress());
  }

  private static String sent(HttpExchange exchange, String name) {
    String value = exchange.request().getParameter(name);
    return value == null ? "" : value;
  }

  /** Binds the code to the session of a user that returned with another account. */
  private void comeAgain(HttpExchange exchange, String code, String secret) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<ShortLivedRecord<DeferredRequest>> found =
        find(exchange, code, of -> others.isFor(tenant, of, secret));
    if (found.isEmpty()) {
      page.renderExpired(exchange, 400, "session_expired");
      return;
    }
    DeferredRequest of = found.get().value();
    Optional<Session> session = who.session(exchange, of.question());
    if (session.isEmpty()) {
      who.signIn(exchange, of.question(), others.begin(tenant, of, of.arrived()));
    } else if (others.end(tenant, secret)
        && waiting.rebindToSession(tenant, found.get(), session.get())) {
      exchange.redirect(InteractionPageUrls.path(tenant, of.code()));
    } else {
      page.renderExpired(exchange, 400, "session_expired");
    }
  }

  private void ask(HttpExchange exchange, String code) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<ShortLivedRecord<DeferredRequest>> found = find(exchange, code);
    if (found.isEmpty()) {
      over(exchange, code);
      return;
    }
    DeferredRequest of = found.get().value();
    Optional<Session> session = who.session(exchange, of.question());
    String callback =
        of.arrived().isEmpty()
            ? callbacks.of(
                tenant, of.question(), sent(exchange, InteractionCallbackUrlResolver.PARAMETER))
            : of.callback();
    if (session.isEmpty()) {
      String back = InteractionPageUrls.accountChosenPath(tenant, of.code(), callback);
      who.signIn(exchange, of.question(), back);
    } else if (!waiting.bindToSession(tenant, found.get(), session.get(), callback)) {
      page.renderExpired(exchange, 400, "session_expired");
    } else if (choosesAccount(exchange, of) && AccountSwitchReturnUrlStore.mayAnswer(of)) {
      who.signInAsOther(exchange, of.question(), others.begin(tenant, of, session.get().id()));
    } else {
      page.show(exchange, session.get(), of.withSession(session.get(), callback));
    }
  }

  /**
   * Whether to show the account selection: the user requests it, or the agent does on the first
   * visit.
   */
  private static boolean choosesAccount(HttpExchange exchange, DeferredRequest of) {
    boolean comes = of.arrived().isEmpty() && !sent(exchange, "chosen").equals("1");
    return sent(exchange, "switch").equals("1") || comes && of.question().prompt().selectAccount();
  }

  private void answer(HttpExchange exchange, String code, Map<String, List<String>> form)
      throws IOException {
    Optional<ShortLivedRecord<DeferredRequest>> found = find(exchange, code);
    if (found.isEmpty()) {
      over(exchange, code);
      return;
    }
    DeferredRequest of = found.get().value();
    Optional<Session> session = who.session(exchange, of.question());
    String shown = FormFieldReader.readSingle(form, InteractionPageRenderer.SHOWN);
    if (session.isEmpty()
        || !page.isFrom(
            exchange.tenant(),
            session.get(),
            of,
            shown,
            FormFieldReader.readSingle(form, InteractionPageRenderer.FORM_TOKEN))) {
      page.renderExpired(exchange, 403, "form_refused");
      return;
    }
    decide(
        exchange,
        session.get(),
        found.get(),
        shown.equals(InteractionQuestionFingerprint.of(of)),
        form);
  }

  /**
   * Executes the decision. Allowing or continuing requires that the form shows the current state of
   * the request.
   */
  private void decide(
      HttpExchange exchange,
      Session session,
      ShortLivedRecord<DeferredRequest> entry,
      boolean seen,
      Map<String, List<String>> form)
      throws IOException {
    switch (FormFieldReader.readSingle(form, "decision")) {
      case "ask" ->
          deciding.ask(
              exchange, session, entry, FormFieldReader.readSingle(form, "question").strip());
      case "go", "allow" -> {
        if (!seen) {
          page.show(exchange, session, entry.value());
        } else if (FormFieldReader.readSingle(form, "decision").equals("go")) {
          deciding.proceed(exchange, session, entry.value());
        } else {
          deciding.allow(
              exchange, session, entry, FormFieldReader.readSingle(form, "answer").strip());
        }
      }
      default -> deciding.deny(exchange, session, entry); // any other value is a denial
    }
  }

  /**
   * Explains why the request can no longer be answered, only to the session that opened the code.
   */
  private void over(HttpExchange exchange, String code) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<DeferredRequest> late =
        over.findExpired(tenant, code).filter(of -> came(exchange, of));
    if (late.filter(of -> !of.callback().isEmpty()).isPresent()) {
      page.renderDone(exchange, late.get(), DeferredRequest.EXPIRED);
    } else if (over.findWithdrawn(tenant, code).filter(of -> came(exchange, of)).isPresent()) {
      page.renderExpired(exchange, 410, "request_withdrawn");
    } else {
      page.renderExpired(exchange, 400, "session_expired");
    }
  }

  private boolean came(HttpExchange exchange, DeferredRequest of) {
    return !of.arrived().isEmpty() && of.acceptsSession(who.session(exchange, of.question()));
  }

  /**
   * A code that another browser opened gives the same error as an unknown one (section Interaction
   * Code Format, Single use).
   */
  private Optional<ShortLivedRecord<DeferredRequest>> find(HttpExchange exchange, String code) {
    return find(exchange, code, of -> of.acceptsSession(who.session(exchange, of.question())));
  }

  private Optional<ShortLivedRecord<DeferredRequest>> find(
      HttpExchange exchange, String code, Predicate<DeferredRequest> open) {
    TenantContext tenant = exchange.tenant();
    Optional<ShortLivedRecord<DeferredRequest>> found =
        waiting.findByCode(tenant, code).filter(entry -> open.test(entry.value()));
    if (found.isPresent()) {
      limiter.refund(tenant, GUESSED, address(exchange));
    }
    return found;
  }
}
