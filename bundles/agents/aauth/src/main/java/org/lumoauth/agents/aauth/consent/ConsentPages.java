package org.lumoauth.agents.aauth.consent;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows who asks, for whom, for what. Whatever an agent or a resource says is shown as text. */
@Component(service = ConsentPages.class)
public final class ConsentPages {

  static final String REQUEST_TOKEN = "request_token";

  private final ModulePages pages;
  private final PageReaders readers;
  private final AuthorizationGrants grants;

  @Activate
  public ConsentPages(
      @Reference ModulePages pages,
      @Reference PageReaders readers,
      @Reference AuthorizationGrants grants) {
    this.pages = pages;
    this.readers = readers;
    this.grants = grants;
  }

  /** What the token of the form is for: an answer to this request and no other. */
  static String answering(String requestToken) {
    return "aauth/" + requestToken;
  }

  void ask(Exchange exchange, Session session, Shown shown) throws IOException {
    TenantContext tenant = exchange.tenant();
    PartySettings agent = shown.agent().settings();
    PartySettings resource = shown.resource().settings();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", PageAddress.of(tenant));
    model.put(
        "hidden",
        Map.of(
            REQUEST_TOKEN,
            shown.token(),
            PageReaders.FORM_TOKEN,
            readers.formToken(exchange, session, answering(shown.token()))));
    model.put("client", Map.of("name", agent.name(), "origin", origin(shown)));
    model.put("agent", Map.of("identifier", agent.identifier(), "owner", agent.owner()));
    model.put("resource", Map.of("name", resource.name(), "identifier", resource.identifier()));
    model.put("account", pages.account(tenant, session));
    model.put("switchUrl", PageAddress.with(tenant, shown.token()) + "&switch=1");
    model.put(
        "scopes",
        new TreeSet<>(shown.request().scope())
            .stream().map(name -> scope(name, resource.scopes().getOrDefault(name, ""))).toList());
    model.put("presence", shown.request().presence());
    grants.lifetime(tenant).ifPresent(most -> model.put("lifetime", most.toSeconds()));
    model.put("self", PageReaders.path(PageAddress.with(tenant, shown.token())));
    pages.show(exchange, 200, "aauth-consent", model, Set.of(origin(shown)));
  }

  /**
   * Says that it can't go on here.
   *
   * @param code why: {@code session_expired}, {@code form_refused}
   */
  void over(Exchange exchange, int status, String code) throws IOException {
    pages.error(exchange, status, code, Optional.empty());
  }

  private static Map<String, Object> scope(String name, String words) {
    return words.isEmpty() ? Map.of("name", name) : Map.of("name", name, "title", words);
  }

  private static String origin(Shown shown) {
    URI uri = URI.create(shown.request().redirectUri());
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
