package org.lumoauth.agents.aauthperson.request;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what an agent asks its person server for. */
@Component(service = AskedOfPersonServer.class)
public final class AskedOfPersonServer {

  private final DraftTokens tokens;
  private final ShownTokens shown;
  private final ResourceTokenFit fit;
  private final IssuedTokens issued;
  private final SettingsStore settings;

  @Activate
  public AskedOfPersonServer(
      @Reference DraftTokens tokens,
      @Reference ShownTokens shown,
      @Reference ResourceTokenFit fit,
      @Reference IssuedTokens issued,
      @Reference SettingsStore settings) {
    this.tokens = tokens;
    this.shown = shown;
    this.fit = fit;
    this.issued = issued;
    this.settings = settings;
  }

  /** The resource of a request for a person token. */
  public String resource(TenantContext tenant, Map<String, Object> request) {
    String resource = Parameters.text(request, "resource");
    if (!read(tenant, PersonSettings.RESOURCES).contains(resource)) {
      throw DraftProblem.invalid("resource is not one that people are named to here.");
    }
    return resource;
  }

  /**
   * Reads a request for an auth token (section Resource Token Verification).
   *
   * @throws DraftProblem by the draft's codes
   */
  public Asked auth(TenantContext tenant, Acting acting, Map<String, Object> request) {
    return auth(tenant, acting, request, resourceToken(tenant, request));
  }

  /**
   * Reads it again once a person answered. A resource token lives no longer than five minutes, a
   * person may take ten: one for this server was verified when the request came, and may have ended
   * since. All else must hold as it did. An access server looks at it anew anyway.
   *
   * @throws DraftProblem by the draft's codes
   */
  public Asked authTaken(TenantContext tenant, Acting acting, Map<String, Object> request) {
    Token resource = before(tenant, request, "resource_token");
    if (!resource.text("aud").equals(tenant.issuer())) {
      return auth(tenant, acting, request);
    }
    if (!read(tenant, PersonSettings.RESOURCES).contains(resource.text("iss"))) {
      throw new DraftProblem(
          400, "invalid_resource_token", "The resource is not one that is taken here.");
    }
    return auth(tenant, acting, request, resource);
  }

  private Asked auth(
      TenantContext tenant, Acting acting, Map<String, Object> request, Token resource) {
    String giver = resource.text("aud");
    Set<String> accessServers = read(tenant, PersonSettings.ACCESS_SERVERS);
    if (!giver.equals(tenant.issuer()) && !accessServers.contains(giver)) {
      throw new DraftProblem(
          502, "as_unreachable", "The resource's access server is not asked from here.");
    }
    ShownTokens.Shown presented = presented(tenant, acting, request, accessServers);
    fit.require(resource, presented, tenant.issuer(), acting.bearer());
    return new Asked(
        resource,
        presented.token(),
        ResourcePage.of(resource, read(tenant, PersonSettings.RESOURCES)));
  }

  /**
   * What was read before, unless it was taken back since. A resource token is for one request: it
   * may have ended while an access server waited for somebody.
   *
   * @throws DraftProblem 400 {@code revoked_resource_token} or {@code revoked_presented_token}
   */
  public Asked authBefore(TenantContext tenant, Map<String, Object> request) {
    return new Asked(
        before(tenant, request, "resource_token"), before(tenant, request, "presented_token"));
  }

  private Token before(TenantContext tenant, Map<String, Object> request, String name) {
    Token token = tokens.said(Parameters.text(request, name));
    if (tokens.revoked(tenant, token)) {
      throw DraftProblem.token(new TokenProblem(TokenProblem.Way.REVOKED, "it was revoked"), name);
    }
    return token;
  }

  private Token resourceToken(TenantContext tenant, Map<String, Object> request) {
    String jwt = Parameters.text(request, "resource_token");
    try {
      return tokens.verify(tenant, TokenType.RESOURCE, jwt, read(tenant, PersonSettings.RESOURCES));
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, "resource_token");
    }
  }

  /**
   * Of an access server those alone are taken that came through here. What was handed on is shown
   * with what was received: else it would not end with that.
   */
  private ShownTokens.Shown presented(
      TenantContext tenant, Acting acting, Map<String, Object> request, Set<String> accessServers) {
    Set<String> issuers = new HashSet<>(accessServers);
    issuers.add(tenant.issuer());
    String jwt = Parameters.text(request, "presented_token");
    try {
      var token = shown.verify(tenant, jwt, Set.of(tenant.issuer()), issuers);
      Optional<IssuedToken> known = issued.find(tenant.id(), token.token().recordKey());
      if (known.isEmpty()
          || !Acting.line(issued.line(tenant.id(), known.get())).equals(acting.actor())) {
        throw new TokenProblem(TokenProblem.Way.INVALID, "it was not given to who shows it");
      }
      return token;
    } catch (TokenProblem e) {
      throw DraftProblem.token(e, "presented_token");
    }
  }

  private Set<String> read(TenantContext tenant, String name) {
    return PersonSettings.read(settings, tenant, name);
  }
}
