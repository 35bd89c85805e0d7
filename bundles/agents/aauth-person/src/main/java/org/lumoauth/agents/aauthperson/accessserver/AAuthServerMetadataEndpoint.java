/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.personserver.IdentityScopeClaimResolver;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the metadata documents and keys of both roles (AAuth draft, section Metadata Documents).
 */
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-documents",
      "lumoauth.web.routes=GET ~/.well-known/aauth-person.json",
      "lumoauth.web.routes=GET ~/.well-known/aauth-access.json",
      "lumoauth.web.routes=GET ~/aauth-person/jwks.json",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/aauth-person.json: Get the metadata of the person server (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/aauth-access.json: Get the metadata of the access server (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/aauth-person/jwks.json: Get the keys of the person server and access server (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AAuthServerMetadataEndpoint implements HttpHandler {

  /**
   * Metadata members for documents that users can read, by the tenant's page settings with their
   * URLs.
   */
  private static final Map<String, String> TO_READ =
      Map.of("termsUrl", "tos_uri", "privacyUrl", "policy_uri");

  private final AAuthJwtService tokens;
  private final UserDirectory users;
  private final SettingsStore settings;

  @Activate
  public AAuthServerMetadataEndpoint(
      @Reference AAuthJwtService tokens,
      @Reference UserDirectory users,
      @Reference SettingsStore settings) {
    this.tokens = tokens;
    this.users = users;
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=60");
    String path = exchange.path();
    if (path.endsWith("jwks.json")) {
      exchange.writeJson(200, Map.of("keys", tokens.publicKeys(tenant)));
    } else {
      boolean person = path.endsWith("aauth-person.json");
      Map<String, Object> document = document(tenant, person);
      if (person) {
        document.put("scopes_supported", IdentityScopeClaimResolver.names());
        document.put("claims_supported", new TreeSet<>(users.claimNames()));
      }
      document.putAll(toRead(tenant));
      exchange.writeJson(200, document);
    }
  }

  private Map<String, Object> toRead(TenantContext tenant) {
    Map<String, Object> pages = settings.read(tenant, "branding");
    Map<String, Object> members = new TreeMap<>();
    TO_READ.forEach(
        (setting, member) -> {
          if (pages.get(setting) instanceof String url && url.startsWith("https://")) {
            members.put(member, url);
          }
        });
    return members;
  }

  private static Map<String, Object> document(TenantContext tenant, boolean person) {
    String own = tenant.issuer() + "/aauth-person";
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", tenant.issuer());
    document.put("jwks_uri", own + "/jwks.json");
    document.put("accept_signature_algs", List.of("Ed25519", "ES256"));
    document.put("revocation_endpoint", own + "/revoke");
    if (person) {
      document.put("person_token_endpoint", own + "/person");
      document.put("auth_token_endpoint", own + "/token");
      document.put("mission_endpoint", own + "/mission");
      document.put("permission_endpoint", own + "/permission");
      document.put("audit_endpoint", own + "/audit");
      document.put("interaction_endpoint", own + "/interaction");
      document.put("mission_control_endpoint", tenant.issuer() + "/admin/aauth-person/missions");
    } else {
      document.put("auth_token_endpoint", tenant.issuer() + "/aauth-access/token");
    }
    return document;
  }
}
