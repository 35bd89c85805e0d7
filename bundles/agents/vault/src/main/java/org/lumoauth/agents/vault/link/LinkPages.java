package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.GrantStatus;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the pages. */
@Component(service = LinkPages.class)
public final class LinkPages {

  private final ModulePages pages;

  @Activate
  public LinkPages(@Reference ModulePages pages) {
    this.pages = pages;
  }

  /**
   * Where the reader learns what came of it: {@code linked}, {@code denied} or {@code provider}.
   */
  static String outcome(TenantContext tenant, String what) {
    return PageReaders.path(LinkAddress.account(tenant)) + "?done=" + what;
  }

  /** Says what linking means; {@code go} is the address at the provider. */
  void ask(Exchange exchange, Session session, Connection connection, String go)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    var spec = connection.spec();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("client", Map.of("name", spec.providerLabel()));
    model.put("name", spec.name());
    model.put("account", pages.account(tenant, session));
    model.put("scopes", spec.scopes());
    model.put("capability", spec.capability());
    model.put("goUrl", go);
    model.put("accountUrl", LinkAddress.account(tenant));
    model.put("self", PageReaders.path(LinkAddress.authorize(tenant, connection.id())));
    pages.show(exchange, 200, "connection-link", model);
  }

  /** What the reader has linked and can link. */
  void list(Exchange exchange, Session session, List<Linked> all, String formToken, String done)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", LinkAddress.account(tenant));
    model.put("hidden", Map.of(PageReaders.FORM_TOKEN, formToken));
    model.put("account", pages.account(tenant, session));
    model.put("done", done);
    model.put("connections", all.stream().map(each -> row(tenant, each)).toList());
    model.put("self", PageReaders.path(LinkAddress.account(tenant)));
    pages.show(exchange, 200, "connection-list", model);
  }

  /** Says that there is nothing to link. */
  void nothing(Exchange exchange) throws IOException {
    error(exchange, 404, "general");
  }

  /** Says that it can't go on here, and where to begin again. */
  void refused(Exchange exchange, String code) throws IOException {
    error(exchange, 403, code);
  }

  private void error(Exchange exchange, int status, String code) throws IOException {
    pages.error(
        exchange,
        status,
        code,
        Optional.of(PageReaders.path(LinkAddress.account(exchange.tenant()))));
  }

  private static Map<String, Object> row(TenantContext tenant, Linked linked) {
    var spec = linked.connection().spec();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", linked.connection().id());
    row.put("name", spec.name());
    row.put("provider", spec.providerLabel());
    row.put("linkUrl", LinkAddress.authorize(tenant, linked.connection().id()));
    linked
        .grant()
        .ifPresent(
            grant -> {
              row.put("linkedAt", grant.createdAt());
              row.put("over", grant.status() == GrantStatus.REVOKED);
              row.put("scopes", grant.scopes());
            });
    return row;
  }
}
