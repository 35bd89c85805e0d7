/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantKeyResolver;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.agents.aauth.token.AAuthSignedTokenService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the metadata document and the keys of one agent or resource: its own keys, and this
 * server's keys for tokens that name the participant as the issuer.
 */
@ApiResponse(status = 200)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-parties",
      "lumoauth.web.routes=GET ~/aauth/agents/{aauthAgentId}/metadata",
      "lumoauth.web.routes=GET ~/aauth/agents/{aauthAgentId}/jwks.json",
      "lumoauth.web.routes=GET ~/aauth/resources/{aauthResourceId}/metadata",
      "lumoauth.web.routes=GET ~/aauth/resources/{aauthResourceId}/jwks.json",
      HttpHandler.SUMMARY
          + "=GET ~/aauth/agents/{aauthAgentId}/metadata: Get the metadata of an agent (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/aauth/agents/{aauthAgentId}/jwks.json: Get the keys of an agent (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/aauth/resources/{aauthResourceId}/metadata: Get the metadata of a resource (AAuth)",
      HttpHandler.SUMMARY
          + "=GET ~/aauth/resources/{aauthResourceId}/jwks.json: Get the keys of a resource (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class ParticipantMetadataEndpoint implements HttpHandler {

  private final ParticipantCache parties;
  private final ParticipantKeyResolver keys;
  private final AAuthSignerAuthenticator signers;
  private final AAuthSignedTokenService mint;

  @Activate
  public ParticipantMetadataEndpoint(
      @Reference ParticipantCache parties,
      @Reference ParticipantKeyResolver keys,
      @Reference AAuthSignerAuthenticator signers,
      @Reference AAuthSignedTokenService mint) {
    this.parties = parties;
    this.keys = keys;
    this.signers = signers;
    this.mint = mint;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String[] segments = exchange.path().split("/");
    String kind =
        segments[2].equals("agents") ? ParticipantSettings.AGENT : ParticipantSettings.RESOURCE;
    AAuthParticipant party =
        parties
            .findEnabled(tenant.id(), kind, segments[3])
            .filter(found -> signers.isEnabled(tenant, found))
            .orElseThrow(() -> ApiException.notFound("The agent or resource does not exist."));
    Object document = // read before the headers are set, so that an error response is not cached
        segments[4].equals("metadata")
            ? ParticipantMetadataDocumentFactory.of(tenant, party)
            : Map.of("keys", keysOf(tenant, party));
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=60");
    exchange.writeJson(200, document);
  }

  private List<Map<String, Object>> keysOf(TenantContext tenant, AAuthParticipant party) {
    List<Map<String, Object>> all = new ArrayList<>(keys.find(tenant, party, Optional.empty()));
    all.addAll(mint.publicKeys(tenant));
    return all;
  }
}
