/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.PlannedImportItemLookup;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.oauth.clients.ClientIdFormat;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.RegisteredClient;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.rest.ClientRequestParser;
import org.lumoauth.platform.web.address.RedirectUriOriginMatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports clients without their secrets. A client has the same id on every server, so that its
 * application needs no new client id. The secret of a newly imported client is shown once.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=clients"})
public final class ClientTransferSection implements TenantTransferSection {
  private static final String KEY = "clientId";
  private static final String LIFETIME = LegacyClientExportConverter.REFRESH_TOKEN_LIFETIME;
  private static final String FRAME = "frontchannel_logout_uri";
  private static final String JWKS = "jwks";
  private static final String JWKS_URI = "jwks_uri";

  private final ClientRegistry clients;
  private final ClientTokenLifetimeResolver lifetimes;
  private final SupportedClientOptionValidator kinds;

  @Activate
  public ClientTransferSection(
      @Reference ClientRegistry clients,
      @Reference ClientTokenLifetimeResolver lifetimes,
      @Reference SupportedClientOptionValidator kinds) {
    this.clients = clients;
    this.lifetimes = lifetimes;
    this.kinds = kinds;
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public String area() {
    return "clients";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    forEachItem(tenant, items::add);
    items.sort(Comparator.comparing(item -> (String) item.get(KEY)));
    return items;
  }

  @Override
  public void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    long passed = 0;
    for (int number = 1; ; number++) {
      var page =
          clients.list(
              tenant,
              new PageRequest(
                  number, PageRequest.MAX_LIMIT, Optional.empty(), Optional.empty(), false));
      page.items().forEach(client -> items.accept(item(client)));
      passed += page.items().size();
      if (passed >= page.total() || page.items().isEmpty()) {
        return;
      }
    }
  }

  @Override
  public void check(Map<String, Object> item) {
    id(item);
    ClientRequestParser.create(body(item), ClientTokenLifetimeResolver.STANDARD_SECONDS);
  }

  private static String id(Map<String, Object> item) {
    if (!(item.get(KEY) instanceof String id) || !ClientIdFormat.matches(id)) {
      throw ApiException.invalid(
          KEY, "clientId must be cli_ followed by up to 36 letters and digits.");
    }
    return id;
  }

  @Override
  public void checkReferences(
      TenantContext tenant, Map<String, Object> item, PlannedImportItemLookup plan) {
    clients
        .find(tenant, id(item))
        .ifPresentOrElse(
            there -> changed(tenant, there.settings(), item), () -> made(tenant, item));
  }

  private RegisteredClientSettings made(TenantContext tenant, Map<String, Object> item) {
    return kinds.require(
        ClientRequestParser.create(body(item), lifetimes.accessTokenSecondsOfNewClient(tenant)));
  }

  private RegisteredClientSettings changed(
      TenantContext tenant, RegisteredClientSettings old, Map<String, Object> item) {
    var body = withOneOfItsKeys(old, body(old, item));
    return kinds.require(
        old,
        ClientRequestParser.change(old, body, lifetimes.accessTokenSecondsOfNewClient(tenant)));
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> item, boolean exists, AuditInitiator by) {
    var id = id(item);
    if (exists) {
      clients.change(tenant, id, old -> changed(tenant, old, item), by);
      return Map.of();
    }
    var made = clients.create(tenant, id, made(tenant, item), by);
    return made.secret()
        .<Map<String, Object>>map(secret -> Map.of("secret", secret))
        .orElse(Map.of());
  }

  /** Keys in the document replace an existing key URL, and the reverse. */
  private static Map<String, Object> withOneOfItsKeys(
      RegisteredClientSettings old, Map<String, Object> body) {
    if (body.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get(JWKS) != null
        && metadata.get(JWKS_URI) != null) {
      Map<String, Object> wanted = new LinkedHashMap<>();
      metadata.forEach((name, value) -> wanted.put(String.valueOf(name), value));
      wanted.put(old.metadata().containsKey(JWKS) ? JWKS : JWKS_URI, null);
      body.put("metadata", wanted);
    }
    return body;
  }

  /** Lists that the client already has are accepted at any length. */
  private static Map<String, Object> body(RegisteredClientSettings old, Map<String, Object> item) {
    Map<String, Object> body = body(item);
    if (Objects.equals(item.get(LIFETIME), (int) old.refreshTokenSeconds())) {
      body.remove(LIFETIME);
    }
    return body;
  }

  private static Map<String, Object> body(Map<String, Object> item) {
    Map<String, Object> body = new LinkedHashMap<>(item);
    body.remove(KEY);
    return LegacyClientExportConverter.migrate(body);
  }

  private static Map<String, Object> item(RegisteredClient client) {
    var settings = client.settings();
    Map<String, Object> item = new LinkedHashMap<>();
    item.put(KEY, client.clientId());
    item.put("name", settings.name());
    item.put("isConfidential", settings.confidential());
    item.put("isActive", settings.active());
    item.put("requiresPkce", settings.requiresPkce());
    item.put("applicationType", settings.applicationType());
    item.put("grantTypes", settings.grantTypes());
    item.put("scopes", settings.scopes());
    item.put("tokenEndpointAuthMethods", settings.authenticationMethods());
    item.put("redirectUris", settings.redirectUris());
    item.put("audienceUris", settings.audienceUris());
    item.put("accessTokenLifetime", (int) settings.accessTokenSeconds());
    long own = settings.refreshTokenSeconds();
    item.put(LIFETIME, own > 0 ? (int) own : null); // null removes the existing value
    item.put("metadata", importable(settings));
    return item;
  }

  /**
   * Omits a logout page that predates its origin rule, which is not framed and which no import
   * accepts.
   */
  private static Map<String, Object> importable(RegisteredClientSettings settings) {
    Map<String, Object> metadata = new HashMap<>(settings.metadata());
    if (metadata.get(FRAME) instanceof String page
        && !RedirectUriOriginMatcher.anyMatches(settings.redirectUris(), page)) {
      metadata.remove(FRAME);
    }
    return metadata;
  }
}
