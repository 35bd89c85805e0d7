package org.lumoauth.agents.aauth.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lumoauth.agents.aauth.party.Party;
import org.lumoauth.agents.aauth.party.PartyMemory;
import org.lumoauth.agents.aauth.party.PartySettings;
import org.lumoauth.agents.aauth.signature.Signers;
import org.lumoauth.agents.aauth.token.TokenMint;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What anybody may read of the issuer and of everybody who may act. */
@AnswersWith(status = 200)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-documents",
      "lumoauth.web.routes=GET ~/.well-known/aauth-issuer",
      "lumoauth.web.routes=GET ~/.well-known/aauth-agent",
      "lumoauth.web.routes=GET ~/.well-known/aauth-resource",
      "lumoauth.web.routes=GET ~/aauth/jwks.json",
      "lumoauth.web.guard=open"
    })
public final class DocumentsEndpoint implements HotEndpoint {

  private final PartyMemory parties;
  private final Signers signers;
  private final TokenMint mint;

  @Activate
  public DocumentsEndpoint(
      @Reference PartyMemory parties, @Reference Signers signers, @Reference TokenMint mint) {
    this.parties = parties;
    this.signers = signers;
    this.mint = mint;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    exchange.response().setHeader("Access-Control-Allow-Origin", "*");
    exchange.response().setHeader("Cache-Control", "public, max-age=60");
    switch (exchange.path()) {
      case "/.well-known/aauth-issuer" -> exchange.writeJson(200, issuer(tenant));
      case "/aauth/jwks.json" -> exchange.writeJson(200, Map.of("keys", mint.publicKeys(tenant)));
      case "/.well-known/aauth-agent" -> exchange.writeJson(200, all(tenant, PartySettings.AGENT));
      default -> exchange.writeJson(200, all(tenant, PartySettings.RESOURCE));
    }
  }

  private List<Map<String, Object>> all(TenantContext tenant, String kind) {
    return parties.all(tenant.id(), kind).stream()
        .filter(party -> signers.enabled(tenant, party))
        .map(party -> PartyDocument.of(tenant, party))
        .toList();
  }

  private Map<String, Object> issuer(TenantContext tenant) {
    TreeSet<String> scopes = new TreeSet<>();
    for (Party resource : parties.all(tenant.id(), PartySettings.RESOURCE)) {
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
    document.put("token_signing_algs_supported", List.of(TokenMint.ALGORITHM.name()));
    document.put("request_types_supported", List.of("auth", "code", "exchange", "refresh"));
    document.put("scopes_supported", List.copyOf(scopes));
    return document;
  }
}
