package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyKeys;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The document and the keys of one agent or resource: its own keys, and ours, by which we make
 * tokens that name it as the issuer.
 */
@AnswersWith(status = 200)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-parties",
      "lumoauth.web.routes=GET ~/aauth/agents/{aauthAgentId}/metadata",
      "lumoauth.web.routes=GET ~/aauth/agents/{aauthAgentId}/jwks.json",
      "lumoauth.web.routes=GET ~/aauth/resources/{aauthResourceId}/metadata",
      "lumoauth.web.routes=GET ~/aauth/resources/{aauthResourceId}/jwks.json",
      "lumoauth.web.guard=open"
    })
public final class PartyEndpoint implements HotEndpoint {

  private final PartyMemory parties;
  private final PartyKeys keys;
  private final Signers signers;
  private final TokenMint mint;

  @Activate
  public PartyEndpoint(
      @Reference PartyMemory parties,
      @Reference PartyKeys keys,
      @Reference Signers signers,
      @Reference TokenMint mint) {
    this.parties = parties;
    this.keys = keys;
    this.signers = signers;
    this.mint = mint;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String[] segments = exchange.path().split("/");
    String kind = segments[2].equals("agents") ? PartySettings.AGENT : PartySettings.RESOURCE;
    Party party =
        parties
            .enabled(tenant.id(), kind, segments[3])
            .filter(found -> signers.enabled(tenant, found))
            .orElseThrow(() -> Problem.notFound("There is nothing of this kind with this id."));
    Object document = // before the headers: that it can't be had now is not to be kept by anybody
        segments[4].equals("metadata")
            ? PartyDocument.of(tenant, party)
            : Map.of("keys", keysOf(tenant, party));
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=60");
    exchange.writeJson(200, document);
  }

  private List<Map<String, Object>> keysOf(TenantContext tenant, Party party) {
    List<Map<String, Object>> all = new ArrayList<>(keys.find(tenant, party, Optional.empty()));
    all.addAll(mint.publicKeys(tenant));
    return all;
  }
}
