package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.agents.aauthperson.mission.Proposal;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a person sees whom an agent asks. */
@Component(service = InteractionPage.class)
public final class InteractionPage {

  /** The member of the form by which it is known to come from this page of this session. */
  static final String FORM_TOKEN = "form_token";

  /** The member of the form that says what the page showed. */
  static final String SHOWN = "shown";

  private final Pages pages;
  private final Sessions sessions;
  private final UserDirectory users;
  private final ShownService service;
  private final ShownMission mission;

  @Activate
  public InteractionPage(
      @Reference Pages pages,
      @Reference Sessions sessions,
      @Reference UserDirectory users,
      @Reference ShownService service,
      @Reference ShownMission mission) {
    this.pages = pages;
    this.sessions = sessions;
    this.users = users;
    this.service = service;
    this.mission = mission;
  }

  /** Shows what is asked. */
  void show(Exchange exchange, Session session, PendingCase of) throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = model(tenant, session, of);
    List<Locale> locales = locales(exchange);
    exchange.writePage(
        200,
        pages.render(
            tenant, new PageRequest("aauth-interaction", model, locales, Callbacks.origins(of))));
  }

  /**
   * Leads to a page of another server. By a link: what that server redirects to is its own matter,
   * and a browser would hold it against the policy of our form.
   */
  void onward(Exchange exchange, String address) throws IOException {
    show(exchange, 200, "aauth-interaction-onward", Map.of("address", address));
  }

  /**
   * Says that it was answered, or redirects to where the agent wants the person now. If the person
   * has allowed the agent nothing yet, they see a link to that place instead.
   *
   * @param state how the case ended
   */
  void done(Exchange exchange, PendingCase of, String state) throws IOException {
    if (!of.callback().isEmpty() && Callbacks.mayRedirect(of, state)) {
      exchange.redirect(Callbacks.ended(of, state));
      return;
    }
    Map<String, Object> model = new LinkedHashMap<>();
    if (!of.callback().isEmpty()) {
      model.putAll(Callbacks.link(of, state));
    }
    if (state.equals(PendingCase.EXPIRED) && !of.callback().isEmpty()) {
      model.put("code", "session_expired");
      model.put("requestId", exchange.requestId());
      show(exchange, 400, "error", model);
    } else {
      model.put("allowed", state.equals(PendingCase.GRANTED));
      show(exchange, 200, "aauth-interaction-done", model);
    }
  }

  /** Says why it can't be answered. */
  void over(Exchange exchange, int status, String code) throws IOException {
    show(exchange, status, "error", Map.of("code", code, "requestId", exchange.requestId()));
  }

  /**
   * Whether a form was sent from this page of this session.
   *
   * @param shown what the form says that the page showed
   */
  boolean isFrom(
      TenantContext tenant, Session session, PendingCase of, String shown, String token) {
    return sessions.formTokenHolds(tenant, session, purpose(of, shown), token);
  }

  private Map<String, Object> model(TenantContext tenant, Session session, PendingCase of) {
    Question asked = of.question();
    String id = session.subject().id();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", InteractionAddress.of(tenant));
    String shown = ShownQuestion.of(of);
    model.put(
        "hidden",
        Map.of(
            "code",
            of.code(),
            SHOWN,
            shown,
            FORM_TOKEN,
            sessions.formToken(tenant, session, purpose(of, shown))));
    model.put("what", asked.what());
    model.put("client", Map.of("name", asked.first()));
    model.put("provider", asked.firstProvider());
    model.put("via", asked.via());
    model.put("subAgent", asked.subAgent());
    model.put("elsewhere", asked.elsewhere());
    model.put("first", of.firstElsewhere() ? asked.page().url() : "");
    model.put("theirCode", asked.elsewhere() ? asked.request().get("code") : "");
    model.put("resource", asked.resource());
    model.put("scopes", asked.scope().stream().map(name -> Map.of("name", name)).toList());
    model.put("service", service.of(tenant, asked));
    model.put("said", asked.said());
    model.put("platform", asked.runsOn().platform());
    model.put("device", asked.runsOn().device());
    model.put("fresh", asked.firstOfAgent());
    model.put("vouches", service.provider(tenant, asked));
    model.put("mission", mission.of(tenant, asked));
    model.put("parameters", ParameterRows.of(asked.parameters()));
    asked
        .proposal()
        .ifPresent(
            proposal -> {
              model.put("tools", proposal.tools().stream().map(InteractionPage::row).toList());
              model.put("places", proposal.resources());
            });
    model.put("options", of.waitsFor().map(Wait::options).orElse(List.of()));
    model.put(
        "talk",
        of.talk().stream()
            .map(turn -> Map.of("question", turn.question(), "answer", turn.answer()))
            .toList());
    model.put("askable", of.askable());
    model.put("self", InteractionAddress.path(tenant, of.code()));
    model.put("userCode", of.code().substring(0, 5) + "-" + of.code().substring(5));
    if (OtherAccounts.mayAnswer(of)) {
      model.put("switchUrl", InteractionAddress.other(tenant, of.code()));
    }
    model.put(
        "account",
        Map.of("identifier", users.find(tenant, id).map(user -> user.email()).orElse(id)));
    return model;
  }

  /** A tool as pages show it. */
  public static Map<String, Object> row(Proposal.Tool tool) {
    return Map.of("name", tool.name(), "text", tool.description());
  }

  private static String purpose(PendingCase of, String shown) {
    return "aauth-person/" + of.code() + "/" + shown;
  }

  private void show(Exchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    exchange.writePage(
        status,
        pages.render(exchange.tenant(), PageRequest.of(template, model, locales(exchange))));
  }

  private List<Locale> locales(Exchange exchange) {
    return pages.locales(exchange.tenant(), exchange.view(), "");
  }
}
