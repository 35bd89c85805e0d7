package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows people by what they sign in, and what they can add. */
@Component(service = AccountPages.class)
public final class AccountPages {

  private final ModulePages pages;
  private final FederationPages federation;
  private final OpenProviders providers;
  private final OtherWays ways;

  @Activate
  public AccountPages(
      @Reference ModulePages pages,
      @Reference FederationPages federation,
      @Reference OpenProviders providers,
      @Reference OtherWays ways) {
    this.pages = pages;
    this.federation = federation;
    this.providers = providers;
    this.ways = ways;
  }

  void error(Exchange exchange, int status, String code) throws IOException {
    federation.error(exchange, status, code);
  }

  void unavailable(Exchange exchange) throws IOException {
    federation.unavailable(exchange);
  }

  void tooMany(Exchange exchange, Instant until) throws IOException {
    federation.tooMany(exchange, until);
  }

  /**
   * Whom the reader is at providers.
   *
   * @param done what has just happened, or was not done; may be empty
   */
  void list(
      Exchange exchange,
      int status,
      Session session,
      List<IdentityLink> links,
      String formToken,
      String done)
      throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", SocialAddress.account(tenant));
    model.put("hidden", Map.of(PageReaders.FORM_TOKEN, formToken));
    model.put("account", pages.account(tenant, session));
    model.put("done", done);
    model.put("homeUrl", SocialAddress.home(tenant));
    model.put("identities", links.stream().map(link -> row(tenant, session, links, link)).toList());
    model.put("others", others(tenant, links));
    model.put("self", PageReaders.path(SocialAddress.account(tenant)));
    pages.show(exchange, status, "federation-list", model);
  }

  /** What it means to add a provider. */
  void add(Exchange exchange, Session session, SocialProvider provider, String goUrl)
      throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", Map.of("name", provider.settings().displayName()));
    model.put("account", pages.account(tenant, session));
    model.put("goUrl", goUrl);
    model.put("cancelUrl", SocialAddress.account(tenant));
    model.put("self", PageReaders.path(SocialAddress.add(tenant, provider.provider())));
    pages.show(exchange, 200, "federation-add", model);
  }

  /** Asks whether an identity is to be linked. */
  void confirm(Exchange exchange, Session session, Addition addition, Map<String, String> hidden)
      throws IOException {
    var tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", Map.of("name", federation.name(tenant, addition.provider())));
    model.put("account", pages.account(tenant, session));
    model.put("identity", addition.name());
    model.put("action", SocialAddress.account(tenant) + "/link");
    model.put("hidden", hidden);
    model.put("cancelUrl", SocialAddress.account(tenant));
    pages.show(exchange, 200, "federation-link", model);
  }

  private Map<String, Object> row(
      TenantContext tenant, Session session, List<IdentityLink> links, IdentityLink link) {
    var rest = links.stream().filter(each -> !each.equals(link)).toList();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", link.id());
    row.put("provider", federation.name(tenant, link.provider()));
    row.put("name", link.email().orElse(link.subject()));
    row.put("linkedAt", link.linkedAt());
    row.put("only", !ways.there(tenant, session.subject(), rest));
    return row;
  }

  private List<Map<String, String>> others(TenantContext tenant, List<IdentityLink> links) {
    return providers.all(tenant).stream()
        .filter(each -> links.stream().noneMatch(link -> link.provider().equals(each.provider())))
        .map(
            each ->
                Map.of(
                    "name", each.settings().displayName(),
                    "addUrl", SocialAddress.add(tenant, each.provider())))
        .toList();
  }
}
