/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthSignedTokenService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the public metadata of the issuer and of all active participants. */
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-documents",
      "lumoauth.web.routes=GET ~/.well-known/aauth-issuer",
      "lumoauth.web.routes=GET ~/.well-known/aauth-agent",
      "lumoauth.web.routes=GET ~/.well-known/aauth-resource",
      "lumoauth.web.routes=GET ~/aauth/jwks.json",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/aauth-issuer: Get the metadata of the issuer (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/aauth-agent: Get the metadata of the agents (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/.well-known/aauth-resource: Get the metadata of the resources (AAuth)",
      HttpHandler.SUMMARY + "=GET ~/aauth/jwks.json: Get the keys of the issuer (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AAuthMetadataEndpoint implements HttpHandler {

  private final ParticipantCache parties;
  private final AAuthSignerAuthenticator signers;
  private final AAuthSignedTokenService mint;

  @Activate
  public AAuthMetadataEndpoint(
      @Reference ParticipantCache parties,
      @Reference AAuthSignerAuthenticator signers,
      @Reference AAuthSignedTokenService mint) {
    this.parties = parties;
    this.signers = signers;
    this.mint = mint;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=60");
    switch (exchange.path()) {
      case "/.well-known/aauth-issuer" -> exchange.writeJson(200, issuer(tenant));
      case "/aauth/jwks.json" -> exchange.writeJson(200, Map.of("keys", mint.publicKeys(tenant)));
      case "/.well-known/aauth-agent" ->
          exchange.writeJson(200, all(tenant, ParticipantSettings.AGENT));
      default -> exchange.writeJson(200, all(tenant, ParticipantSettings.RESOURCE));
    }
  }

  private List<Map<String, Object>> all(TenantContext tenant, String kind) {
    return parties.all(tenant.id(), kind).stream()
        .filter(party -> signers.isEnabled(tenant, party))
        .map(party -> ParticipantMetadataDocumentFactory.of(tenant, party))
        .toList();
  }

  private Map<String, Object> issuer(TenantContext tenant) {
    TreeSet<String> scopes = new TreeSet<>();
    for (AAuthParticipant resource : parties.all(tenant.id(), ParticipantSettings.RESOURCE)) {
      if (resource.settings().enabled()) {
        scopes.addAll(resource.settings().scopes().keySet());
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("aauth_version", "1.0");
    document.put("issuer", tenant.issuer());
    document.put("jwks_uri", tenant.issuer() + "/aauth/jwks.json");
    document.put("agent_token_endpoint", tenant.issuer() + "/aauth/agent/token");
    document.put("agent_auth_endpoint", tenant.issuer() + "/aauth/agent/auth");
    document.put("agent_signing_algs_supported", List.of("ed25519", "rsa-pss-sha512"));
    document.put("token_signing_algs_supported", List.of(AAuthSignedTokenService.ALGORITHM.name()));
    document.put("request_types_supported", List.of("auth", "code", "exchange", "refresh"));
    document.put("scopes_supported", List.copyOf(scopes));
    return document;
  }
}
