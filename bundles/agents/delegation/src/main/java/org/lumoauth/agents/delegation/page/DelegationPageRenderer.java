/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Renders the delegation pages. */
@Component(service = DelegationPageRenderer.class)
public final class DelegationPageRenderer {

  private final ModulePageResponder pages;
  private final SubjectDirectory subjects;

  @Activate
  public DelegationPageRenderer(
      @Reference ModulePageResponder pages, @Reference SubjectDirectory subjects) {
    this.pages = pages;
    this.subjects = subjects;
  }

  /**
   * Renders the consent page.
   *
   * @param asked all scopes that the agent will then have
   * @param formToken the form token
   * @param before the existing delegation to the agent, if any
   */
  void renderConsent(
      HttpExchange exchange,
      Session session,
      DelegationConsentRequest asked,
      List<Long> lifetimes,
      String formToken,
      Optional<StoredDelegation> before)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", DelegationPageUrls.form(tenant));
    model.put(
        "hidden",
        Map.of(
            "agent",
            asked.agent().id(),
            "scope",
            asked.text(),
            PageSessionGuard.FORM_TOKEN,
            formToken));
    model.put("agent", agent(tenant, asked.agent()));
    model.put("account", pages.accountModel(tenant, session));
    Set<String> standing = before.map(StoredDelegation::scope).orElse(Set.of());
    model.put("scopes", scopes(asked.scope(), each -> !standing.contains(each)));
    model.put("standing", scopes(asked.scope(), standing::contains));
    before.ifPresent(each -> model.put("before", each.expiresAt()));
    model.put("lifetimes", lifetimes);
    model.put("accountUrl", DelegationPageUrls.account(tenant));
    model.put(
        "self",
        PageSessionGuard.pathAndQuery(
            DelegationPageUrls.of(tenant, asked.agent().id(), asked.scope()).toString()));
    pages.writePage(exchange, 200, "delegation-consent", model);
  }

  /** Renders the decision. */
  void renderDone(HttpExchange exchange, Agent agent, boolean allowed) throws IOException {
    pages.writePage(
        exchange,
        200,
        "delegation-done",
        Map.of(
            "allowed",
            allowed,
            "agent",
            agent(exchange.tenant(), agent),
            "accountUrl",
            DelegationPageUrls.account(exchange.tenant())));
  }

  /** Renders the message that the request is invalid or expired. */
  void renderExpired(HttpExchange exchange, int status) throws IOException {
    pages.writePage(
        exchange,
        status,
        "delegation-over",
        Map.of("accountUrl", DelegationPageUrls.account(exchange.tenant())));
  }

  /** Renders the error for a form of another session. */
  void renderRefused(HttpExchange exchange, String retryUrl) throws IOException {
    pages.writeErrorPage(exchange, 403, "session_expired", Optional.of(retryUrl));
  }

  /** Renders the user's delegations. */
  void renderList(
      HttpExchange exchange,
      Session session,
      List<StoredDelegation> delegations,
      String formToken,
      boolean revoked)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", DelegationPageUrls.account(tenant));
    model.put("hidden", Map.of(PageSessionGuard.FORM_TOKEN, formToken));
    model.put("account", pages.accountModel(tenant, session));
    model.put("revoked", revoked);
    model.put("delegations", delegations.stream().map(each -> row(tenant, each)).toList());
    model.put("self", PageSessionGuard.pathAndQuery(DelegationPageUrls.account(tenant)));
    pages.writePage(exchange, 200, "delegation-list", model);
  }

  private Map<String, Object> row(TenantContext tenant, StoredDelegation shown) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", shown.id());
    row.put(
        "agent", subjects.displayName(tenant, new SubjectRef(SubjectRef.AGENT, shown.agentId())));
    row.put("scopes", scopes(shown.scope(), each -> true));
    row.put("givenAt", shown.givenAt());
    row.put("expiresAt", shown.expiresAt());
    return row;
  }

  private Map<String, Object> agent(TenantContext tenant, Agent agent) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", agent.name());
    shown.put("id", agent.id());
    agent.description().ifPresent(text -> shown.put("description", text));
    agent
        .details()
        .ownerId()
        .ifPresent(
            id ->
                shown.put(
                    "owner", subjects.displayName(tenant, new SubjectRef(SubjectRef.USER, id))));
    shown.put("createdAt", agent.createdAt());
    return shown;
  }

  private static List<Map<String, String>> scopes(Set<String> scope, Predicate<String> shown) {
    return new TreeSet<>(scope).stream().filter(shown).map(name -> Map.of("name", name)).toList();
  }
}
