/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.request;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Parses an agent's token requests to its person server. */
@Component(service = PersonServerRequestParser.class)
public final class PersonServerRequestParser {

  private final AAuthJwtService tokens;
  private final AAuthPresentedTokenVerifier shown;
  private final ResourceTokenBindingValidator fit;
  private final IssuedTokenRecordStore issued;
  private final SettingsStore settings;

  @Activate
  public PersonServerRequestParser(
      @Reference AAuthJwtService tokens,
      @Reference AAuthPresentedTokenVerifier shown,
      @Reference ResourceTokenBindingValidator fit,
      @Reference IssuedTokenRecordStore issued,
      @Reference SettingsStore settings) {
    this.tokens = tokens;
    this.shown = shown;
    this.fit = fit;
    this.issued = issued;
    this.settings = settings;
  }

  /** Returns the resource of a person token request. */
  public String readResource(TenantContext tenant, Map<String, Object> request) {
    String resource = AAuthRequestParameterParser.text(request, "resource");
    if (!read(tenant, PersonServerSettings.RESOURCES).contains(resource)) {
      throw AAuthProblemException.invalid(
          "resource must be one of the resources configured for this tenant.");
    }
    return resource;
  }

  /**
   * Parses an auth token request (AAuth draft, section Resource Token Verification).
   *
   * @throws AAuthProblemException with the AAuth draft's error codes
   */
  public RequestedResourceAccess readAuthRequest(
      TenantContext tenant, AgentCallContext acting, Map<String, Object> request) {
    return readAuthRequest(tenant, acting, request, resourceToken(tenant, request));
  }

  /**
   * Parses an auth token request again after the person answered. A resource token is valid for at
   * most five minutes, and a person may take ten: one for this server was verified when the request
   * arrived, and may have expired since. Everything else must still be valid. An access server
   * verifies the token again anyway.
   *
   * @throws AAuthProblemException with the AAuth draft's error codes
   */
  public RequestedResourceAccess rereadAnsweredAuthRequest(
      TenantContext tenant, AgentCallContext acting, Map<String, Object> request) {
    VerifiedAAuthToken resource = before(tenant, request, "resource_token");
    if (!resource.text("aud").equals(tenant.issuer())) {
      return readAuthRequest(tenant, acting, request);
    }
    if (!read(tenant, PersonServerSettings.RESOURCES).contains(resource.text("iss"))) {
      throw new AAuthProblemException(
          400,
          "invalid_resource_token",
          "The resource is not one of the resources configured for this tenant.");
    }
    return readAuthRequest(tenant, acting, request, resource);
  }

  private RequestedResourceAccess readAuthRequest(
      TenantContext tenant,
      AgentCallContext acting,
      Map<String, Object> request,
      VerifiedAAuthToken resource) {
    String giver = resource.text("aud");
    Set<String> accessServers = read(tenant, PersonServerSettings.ACCESS_SERVERS);
    if (!giver.equals(tenant.issuer()) && !accessServers.contains(giver)) {
      throw new AAuthProblemException(
          502, "as_unreachable", "The resource's access server is not configured for this tenant.");
    }
    AAuthPresentedTokenVerifier.AAuthPresentedToken presented =
        presented(tenant, acting, request, accessServers);
    fit.require(resource, presented, tenant.issuer(), acting.bearer());
    return new RequestedResourceAccess(
        resource,
        presented.token(),
        ResourceInteractionPage.of(resource, read(tenant, PersonServerSettings.RESOURCES)));
  }

  /**
   * Parses an earlier request again, unless one of its tokens was revoked since. A resource token
   * is for one request: it may have expired while an access server was waiting.
   *
   * @throws AAuthProblemException 400 {@code revoked_resource_token} or {@code
   *     revoked_presented_token}
   */
  public RequestedResourceAccess rereadAuthRequest(
      TenantContext tenant, Map<String, Object> request) {
    return new RequestedResourceAccess(
        before(tenant, request, "resource_token"), before(tenant, request, "presented_token"));
  }

  private VerifiedAAuthToken before(
      TenantContext tenant, Map<String, Object> request, String name) {
    VerifiedAAuthToken token =
        tokens.readUnverified(AAuthRequestParameterParser.text(request, name));
    if (tokens.isRevoked(tenant, token)) {
      throw AAuthProblemException.token(
          new AAuthTokenException(AAuthTokenException.AAuthTokenFault.REVOKED, "it was revoked"),
          name);
    }
    return token;
  }

  private VerifiedAAuthToken resourceToken(TenantContext tenant, Map<String, Object> request) {
    String jwt = AAuthRequestParameterParser.text(request, "resource_token");
    try {
      return tokens.verify(
          tenant, AAuthJwtType.RESOURCE, jwt, read(tenant, PersonServerSettings.RESOURCES));
    } catch (AAuthTokenException e) {
      throw AAuthProblemException.token(e, "resource_token");
    }
  }

  /**
   * Verifies the presented token. Tokens of an access server are accepted only if they were issued
   * through this server. In a call chain, the upstream token is required too; otherwise the new
   * token would not be revoked together with it.
   */
  private AAuthPresentedTokenVerifier.AAuthPresentedToken presented(
      TenantContext tenant,
      AgentCallContext acting,
      Map<String, Object> request,
      Set<String> accessServers) {
    Set<String> issuers = new HashSet<>(accessServers);
    issuers.add(tenant.issuer());
    String jwt = AAuthRequestParameterParser.text(request, "presented_token");
    try {
      var token = shown.verify(tenant, jwt, Set.of(tenant.issuer()), issuers);
      Optional<IssuedTokenRecord> known = issued.find(tenant.id(), token.token().recordKey());
      if (known.isEmpty()
          || !AgentCallContext.actorOfChain(issued.findChain(tenant.id(), known.get()))
              .equals(acting.actor())) {
        throw new AAuthTokenException(
            AAuthTokenException.AAuthTokenFault.INVALID,
            "it was not issued to the agent that presents it");
      }
      return token;
    } catch (AAuthTokenException e) {
      throw AAuthProblemException.token(e, "presented_token");
    }
  }

  private Set<String> read(TenantContext tenant, TypedSetting<List<String>> setting) {
    return PersonServerSettings.read(settings, tenant, setting);
  }
}
