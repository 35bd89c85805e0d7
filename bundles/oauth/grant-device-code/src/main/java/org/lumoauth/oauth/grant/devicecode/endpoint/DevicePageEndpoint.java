package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a person enters the code that a device shows, signs in, and says whether the device may.
 * Nothing is looked up and nothing decided but by a form of these pages, in the session that it was
 * made for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628 section 3.3</a>
 */
@Takes(on = "GET", as = Takes.As.FORM, members = @Member(DeviceAddress.USER_CODE), optional = true)
@Takes(
    on = "POST",
    as = Takes.As.FORM,
    members = {
      @Member(DeviceAddress.USER_CODE),
      @Member(value = DevicePageEndpoint.DECISION, says = "allow, or anything else for no"),
      @Member(value = PageReaders.FORM_TOKEN, says = "From the page, with a decision")
    },
    optional = true)
@AnswersWith(status = 200)
@AnswersWith(status = 303)
@Refuses(
    on = {"POST ^/device", "POST ~/oauth/device"},
    value = 403)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-device-page",
      "lumoauth.web.routes=GET ^/device",
      "lumoauth.web.routes=POST ^/device",
      "lumoauth.web.routes=GET ~/oauth/device",
      "lumoauth.web.routes=POST ~/oauth/device",
      "lumoauth.web.guard=open"
    })
public final class DevicePageEndpoint implements HotEndpoint {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY = 429;
  static final String DECISION = "decision";

  private final PageReaders readers;
  private final TypedCodes typed;
  private final Answering answering;
  private final DevicePages pages;

  @Activate
  public DevicePageEndpoint(
      @Reference PageReaders readers,
      @Reference TypedCodes typed,
      @Reference Answering answering,
      @Reference DevicePages pages) {
    this.readers = readers;
    this.typed = typed;
    this.answering = answering;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange, exchange.readForm());
    } else {
      get(exchange);
    }
  }

  private void get(Exchange exchange) throws IOException {
    Optional<UserCode> code =
        Optional.ofNullable(exchange.request().getParameter(DeviceAddress.USER_CODE))
            .flatMap(UserCode::typed);
    if ("1".equals(exchange.request().getParameter("switch"))) {
      toSignIn(exchange, code, true);
      return;
    }
    // Section 3.3.1: a code that came by a link is filled in and no more.
    pages.ask(
        exchange,
        200,
        readers.current(exchange),
        code.map(UserCode::text).orElse(""),
        Optional.empty());
  }

  private void post(Exchange exchange, Map<String, List<String>> form) throws IOException {
    String text = FormField.sole(form, DeviceAddress.USER_CODE);
    Optional<UserCode> code = UserCode.typed(text);
    Optional<Session> session = readers.current(exchange);
    if (session.isEmpty()) {
      toSignIn(exchange, code, false);
    } else if (form.containsKey(DECISION)) {
      decide(exchange, session.get(), code, form);
    } else if (!readers.holds(exchange, session.get(), DevicePages.ENTER, form)) {
      pages.ask(exchange, 200, session, code.map(UserCode::text).orElse(""), Optional.empty());
    } else if (code.isEmpty()) { // none that there could be: nothing to count
      String error = text.isBlank() ? "missing" : "unknown";
      pages.ask(exchange, BAD_REQUEST, session, "", Optional.of(error));
    } else {
      look(exchange, session.get(), code.get());
    }
  }

  private void look(Exchange exchange, Session session, UserCode code) throws IOException {
    Optional<TypedCodes.Found> found;
    try {
      found = typed.guess(exchange, session, code);
    } catch (TypedCodes.Throttled e) {
      exchange.response().setHeader("Retry-After", Long.toString(e.seconds));
      pages.ask(exchange, TOO_MANY, Optional.of(session), code.text(), Optional.of("throttled"));
      return;
    }
    if (found.isEmpty()) {
      pages.ask(exchange, BAD_REQUEST, Optional.of(session), code.text(), Optional.of("unknown"));
    } else {
      pages.confirm(exchange, session, found.get().client(), code, found.get().entry().value());
    }
  }

  private void decide(
      Exchange exchange, Session session, Optional<UserCode> code, Map<String, List<String>> form)
      throws IOException {
    if (code.filter(of -> readers.holds(exchange, session, DevicePages.answering(of), form))
        .isEmpty()) {
      pages.over(exchange, FORBIDDEN, "form_refused");
      return;
    }
    Optional<TypedCodes.Found> found = typed.find(exchange.tenant(), code.get());
    if (found.isEmpty()) {
      pages.over(exchange, BAD_REQUEST, "session_expired");
      return;
    }
    boolean allowed =
        FormField.sole(form, DECISION).equals("allow"); // whatever else was sent is no yes
    boolean kept =
        allowed
            ? answering.allow(exchange, session, found.get())
            : answering.deny(exchange, session, found.get());
    if (kept) {
      pages.done(exchange, found.get().client(), allowed);
    } else {
      pages.over(exchange, BAD_REQUEST, "session_expired");
    }
  }

  private void toSignIn(Exchange exchange, Optional<UserCode> code, boolean asSomebodyElse) {
    TenantContext tenant = exchange.tenant();
    String back =
        code.map(of -> DeviceAddress.with(tenant, of)).orElseGet(() -> DeviceAddress.of(tenant));
    exchange.redirect(
        readers.signIn(exchange, SignInRequirement.any().choosing(asSomebodyElse), back));
  }
}
