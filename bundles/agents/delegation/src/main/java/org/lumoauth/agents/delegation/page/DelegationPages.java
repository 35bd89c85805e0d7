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
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the pages. */
@Component(service = DelegationPages.class)
public final class DelegationPages {

  private final ModulePages pages;
  private final Subjects subjects;

  @Activate
  public DelegationPages(@Reference ModulePages pages, @Reference Subjects subjects) {
    this.pages = pages;
    this.subjects = subjects;
  }

  /**
   * Asks whether the agent may.
   *
   * @param asked all that it may then do
   * @param formToken of the form
   * @param before what the reader lets it do already, of that
   */
  void ask(
      Exchange exchange,
      Session session,
      Asked asked,
      List<Long> lifetimes,
      String formToken,
      Optional<StoredDelegation> before)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", ConsentAddress.form(tenant));
    model.put(
        "hidden",
        Map.of(
            "agent", asked.agent().id(), "scope", asked.text(), PageReaders.FORM_TOKEN, formToken));
    model.put("agent", agent(tenant, asked.agent()));
    model.put("account", pages.account(tenant, session));
    Set<String> standing = before.map(StoredDelegation::scope).orElse(Set.of());
    model.put("scopes", scopes(asked.scope(), each -> !standing.contains(each)));
    model.put("standing", scopes(asked.scope(), standing::contains));
    before.ifPresent(each -> model.put("before", each.expiresAt()));
    model.put("lifetimes", lifetimes);
    model.put("accountUrl", ConsentAddress.account(tenant));
    model.put(
        "self",
        PageReaders.path(ConsentAddress.of(tenant, asked.agent().id(), asked.scope()).toString()));
    pages.show(exchange, 200, "delegation-consent", model);
  }

  /** Says what was decided. */
  void done(Exchange exchange, Agent agent, boolean allowed) throws IOException {
    pages.show(
        exchange,
        200,
        "delegation-done",
        Map.of(
            "allowed",
            allowed,
            "agent",
            agent(exchange.tenant(), agent),
            "accountUrl",
            ConsentAddress.account(exchange.tenant())));
  }

  /** Says that there is nothing to decide. */
  void nothing(Exchange exchange, int status) throws IOException {
    pages.show(
        exchange,
        status,
        "delegation-over",
        Map.of("accountUrl", ConsentAddress.account(exchange.tenant())));
  }

  /** Says that it can't go on here, for the form was not of this session. */
  void refused(Exchange exchange, String retryUrl) throws IOException {
    pages.error(exchange, 403, "session_expired", Optional.of(retryUrl));
  }

  /** What the reader lets agents do. */
  void list(
      Exchange exchange,
      Session session,
      List<StoredDelegation> delegations,
      String formToken,
      boolean revoked)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", ConsentAddress.account(tenant));
    model.put("hidden", Map.of(PageReaders.FORM_TOKEN, formToken));
    model.put("account", pages.account(tenant, session));
    model.put("revoked", revoked);
    model.put("delegations", delegations.stream().map(each -> row(tenant, each)).toList());
    model.put("self", PageReaders.path(ConsentAddress.account(tenant)));
    pages.show(exchange, 200, "delegation-list", model);
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
