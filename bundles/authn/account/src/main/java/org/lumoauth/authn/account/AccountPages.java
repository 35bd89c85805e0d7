package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Shows the pages of an account. */
@Component(service = AccountPages.class)
public final class AccountPages {

  /** The module that signs people out, and tells applications of it. */
  private static final String LOGOUT = "oauth-logout";

  /** The module by which applications ask people on another device. */
  private static final String REQUESTS = "ciba";

  /** The module by which people let agents act for them. */
  private static final String AGENTS = "agents-delegation";

  /** The module by which people link accounts at other services. */
  private static final String CONNECTIONS = "agents-vault";

  /** The module by which people sign in by identity providers outside. */
  private static final String IDENTITIES = "authn-federation";

  private final ModulePages pages;
  private final PageReaders readers;
  private final Providers<MetadataContributor> modules;

  @Activate
  public AccountPages(
      @Reference ModulePages pages,
      @Reference PageReaders readers,
      @Reference ProviderRegistry registry) {
    this.pages = pages;
    this.readers = readers;
    this.modules = registry.follow(MetadataContributor.class);
  }

  @Deactivate
  void close() {
    modules.close();
  }

  /** Shows a page with what all of them have, and what this one has. */
  void show(
      Exchange exchange, Session session, Section section, int status, Map<String, Object> own)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new HashMap<>(own);
    model.put("links", links(tenant));
    model.put("action", section.path(tenant));
    model.put("self", section.path(tenant));
    model.put(
        "hidden",
        Map.of(PageReaders.FORM_TOKEN, readers.formToken(exchange, session, section.purpose())));
    pages.show(exchange, status, "account-" + section.text(), model);
  }

  /** Says that nothing was done, for the form was not of this session, and leads back to it. */
  void refused(Exchange exchange, Section section, int status) throws IOException {
    var retryUrl = section.path(exchange.tenant());
    pages.error(exchange, status, "form_refused", Optional.of(retryUrl));
  }

  private Map<String, Object> links(TenantContext tenant) {
    Map<String, Object> links = new HashMap<>();
    for (Section section : Section.values()) {
      links.put(section.text(), section.path(tenant));
    }
    if (modules.names().contains(REQUESTS)) {
      links.put("requests", tenant.issuer().replaceFirst("/api/v1$", "/ciba"));
    }
    if (modules.names().contains(AGENTS)) {
      links.put("agents", tenant.issuer().replaceFirst("/api/v1$", "/account/delegations"));
    }
    if (modules.names().contains(CONNECTIONS)) {
      links.put("connections", tenant.issuer().replaceFirst("/api/v1$", "/account/connections"));
    }
    if (modules.names().contains(IDENTITIES)) {
      links.put("identities", tenant.issuer().replaceFirst("/api/v1$", "/account/identities"));
    }
    if (modules.names().contains(LOGOUT)) {
      links.put("signOut", tenant.issuer() + "/oauth/logout");
    }
    return links;
  }
}
