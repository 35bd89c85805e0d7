/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.mission.MissionProposal;
import org.lumoauth.agents.aauthperson.mission.MissionService;
import org.lumoauth.agents.aauthperson.mission.MissionUpdateStore;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the page on which a person answers an agent. */
@Component(service = InteractionPageRenderer.class)
public final class InteractionPageRenderer {

  /** The form field with the token that binds the form to this page and session. */
  static final String FORM_TOKEN = "form_token";

  /** The form field with the fingerprint of the displayed state. */
  static final String SHOWN = "shown";

  private final HtmlPageRenderer pages;
  private final SessionService sessions;
  private final UserDirectory users;
  private final ServerDescriptionPageModelFactory service;
  private final ApprovedMissionPageModelFactory mission;

  @Activate
  public InteractionPageRenderer(
      @Reference HtmlPageRenderer pages,
      @Reference SessionService sessions,
      @Reference UserDirectory users,
      @Reference AAuthServerMetadataClient documents,
      @Reference MissionService missions,
      @Reference MissionUpdateStore updates) {
    this.pages = pages;
    this.sessions = sessions;
    this.users = users;
    this.service = new ServerDescriptionPageModelFactory(documents);
    this.mission = new ApprovedMissionPageModelFactory(missions, updates);
  }

  /** Renders the question. */
  void show(HttpExchange exchange, Session session, DeferredRequest of) throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = model(tenant, session, of);
    List<Locale> locales = locales(exchange);
    exchange.writePage(
        200,
        pages.render(
            tenant,
            new HtmlPageRenderRequest(
                "aauth-interaction", model, locales, InteractionCallbackUrlResolver.origins(of))));
  }

  /**
   * Renders a link to a page of another server. A link instead of a form redirect, because a
   * redirect by that server would be blocked by the form's content security policy.
   */
  void renderRedirect(HttpExchange exchange, String address) throws IOException {
    show(exchange, 200, "aauth-interaction-onward", Map.of("address", address));
  }

  /**
   * Renders the confirmation, or redirects to the agent's callback. If the person has allowed the
   * agent nothing yet, the page has a link to the callback instead.
   *
   * @param state the final state of the request
   */
  void renderDone(HttpExchange exchange, DeferredRequest of, String state) throws IOException {
    if (!of.callback().isEmpty() && InteractionCallbackUrlResolver.mayRedirect(of, state)) {
      exchange.redirect(InteractionCallbackUrlResolver.ended(of, state));
      return;
    }
    Map<String, Object> model = new LinkedHashMap<>();
    if (!of.callback().isEmpty()) {
      model.putAll(InteractionCallbackUrlResolver.link(of, state));
    }
    if (state.equals(DeferredRequest.EXPIRED) && !of.callback().isEmpty()) {
      model.put("code", "session_expired");
      model.put("requestId", exchange.requestId());
      show(exchange, 400, "error", model);
    } else {
      model.put("allowed", state.equals(DeferredRequest.GRANTED));
      show(exchange, 200, "aauth-interaction-done", model);
    }
  }

  /** Renders the reason why the request cannot be answered. */
  void renderExpired(HttpExchange exchange, int status, String code) throws IOException {
    show(exchange, status, "error", Map.of("code", code, "requestId", exchange.requestId()));
  }

  /**
   * Whether a form was sent from this page in this session.
   *
   * @param shown the fingerprint in the form
   */
  boolean isFrom(
      TenantContext tenant, Session session, DeferredRequest of, String shown, String token) {
    return sessions.isFormTokenValid(tenant, session, purpose(of, shown), token);
  }

  private Map<String, Object> model(TenantContext tenant, Session session, DeferredRequest of) {
    InteractionQuestion asked = of.question();
    String id = session.subject().id();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", InteractionPageUrls.of(tenant));
    String shown = InteractionQuestionFingerprint.of(of);
    model.put(
        "hidden",
        Map.of(
            "code",
            of.code(),
            SHOWN,
            shown,
            FORM_TOKEN,
            sessions.createFormToken(tenant, session, purpose(of, shown))));
    model.put("what", asked.what());
    model.put("client", Map.of("name", asked.first()));
    model.put("provider", asked.firstProvider());
    model.put("via", asked.via());
    model.put("subAgent", asked.subAgent());
    model.put("elsewhere", asked.leadsToExternalPage());
    model.put("first", of.requiresResourceInteraction() ? asked.page().url() : "");
    model.put("theirCode", asked.leadsToExternalPage() ? asked.request().get("code") : "");
    model.put("resource", asked.resource());
    model.put("scopes", asked.scope().stream().map(name -> Map.of("name", name)).toList());
    model.put("service", service.of(tenant, asked));
    model.put("said", asked.said());
    model.put("platform", asked.runsOn().platform());
    model.put("device", asked.runsOn().device());
    model.put("fresh", asked.bindsNewAgent());
    model.put("vouches", service.provider(tenant, asked));
    model.put("mission", mission.of(tenant, asked));
    model.put("parameters", JsonParameterTableRows.of(asked.parameters()));
    asked
        .proposal()
        .ifPresent(
            proposal -> {
              model.put(
                  "tools", proposal.tools().stream().map(InteractionPageRenderer::row).toList());
              model.put("places", proposal.resources());
            });
    model.put(
        "options",
        of.accessServerRequirement().map(AccessServerRequirement::options).orElse(List.of()));
    model.put(
        "talk",
        of.talk().stream()
            .map(turn -> Map.of("question", turn.question(), "answer", turn.answer()))
            .toList());
    model.put("askable", of.allowsClarification());
    model.put("self", InteractionPageUrls.path(tenant, of.code()));
    model.put("userCode", of.code().substring(0, 5) + "-" + of.code().substring(5));
    if (AccountSwitchReturnUrlStore.mayAnswer(of)) {
      model.put("switchUrl", InteractionPageUrls.otherAccountUrl(tenant, of.code()));
    }
    model.put(
        "account",
        Map.of("identifier", users.find(tenant, id).map(user -> user.email()).orElse(id)));
    return model;
  }

  /** Returns a tool in the format of the pages. */
  public static Map<String, Object> row(MissionProposal.MissionTool tool) {
    return Map.of("name", tool.name(), "text", tool.description());
  }

  private static String purpose(DeferredRequest of, String shown) {
    return "aauth-person/" + of.code() + "/" + shown;
  }

  private void show(HttpExchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    exchange.writePage(
        status,
        pages.render(
            exchange.tenant(), HtmlPageRenderRequest.of(template, model, locales(exchange))));
  }

  private List<Locale> locales(HttpExchange exchange) {
    return pages.locales(exchange.tenant(), exchange.view(), "");
  }
}
