/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeSettings;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModeRegistry;
import org.lumoauth.platform.web.oauth.TokenContentSizeValidator;
import org.lumoauth.support.oauth.ClientResourceValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Parses a request after the client and redirect URI were validated. */
@Component(service = AuthorizationRequestReader.class)
public final class AuthorizationRequestReader {

  /** The {@code response_types_supported}. */
  public static final List<String> RESPONSE_TYPES = List.of("code", "none");

  private static final String CODE = "code";
  private static final Pattern LANGUAGES =
      Pattern.compile("[A-Za-z0-9-]{1,35}( [A-Za-z0-9-]{1,35}){0,19}");
  private static final Set<String> DISPLAYS = Set.of("page", "popup", "touch", "wap");

  private final SettingsStore settings;
  private final ResponseModeRegistry modes;
  private final AuthorizationDetailsParser details;
  private final IdTokenHintResolver hints;
  private final ClientSecurityProfileEnforcer profiles;
  private final ResourceIndicatorPolicy resources;
  private final SignInService signIn;
  private final ClaimScopeResolver claimScopes;

  @Activate
  public AuthorizationRequestReader(
      @Reference SettingsStore settings,
      @Reference ResponseModeRegistry modes,
      @Reference AuthorizationDetailsParser details,
      @Reference IdTokenHintResolver hints,
      @Reference ClientSecurityProfileEnforcer profiles,
      @Reference ResourceIndicatorPolicy resources,
      @Reference SignInService signIn,
      @Reference ClaimScopeResolver claimScopes) {
    this.settings = settings;
    this.modes = modes;
    this.details = details;
    this.hints = hints;
    this.profiles = profiles;
    this.resources = resources;
    this.signIn = signIn;
    this.claimScopes = claimScopes;
  }

  /**
   * Requires that the {@code client_id} in a request object or pushed request matches the client.
   */
  public static void requireClient(AuthorizationParameters parameters, Client client) {
    if (!parameters.one("client_id").map(client.clientId()::equals).orElse(true)) {
      throw OAuthException.invalidRequest(
          "client_id must be the client of the pushed request or request object.");
    }
  }

  /**
   * Parses the request.
   *
   * @param redirectUri the client's redirect URI
   * @throws OAuthException with the error code for the client
   * @throws ApiException 503 {@code module_unavailable} if a required module is not available
   */
  public AuthorizationRequest read(
      TenantContext tenant,
      Client client,
      AuthorizationRequestSourceResolver.ResolvedAuthorizationParameters brought,
      String redirectUri) {
    AuthorizationParameters sent = brought.parameters();
    sent.requireWellFormed();
    String responseType = responseType(client, sent);
    requireWay(tenant, client, brought);
    if (sent.one("registration").isPresent()) {
      throw new OAuthException(
          400,
          "registration_not_supported",
          "The registration parameter is not supported. Register the client " + "beforehand.");
    }
    List<String> targets =
        ClientResourceValidator.permittedResources(tenant, client, sent.all("resource"));
    var request =
        new AuthorizationRequest(
            client.clientId(),
            redirectUri,
            sent.one("redirect_uri").isPresent(),
            responseType,
            modes.requireInstalled(sent.one("response_mode")),
            resources.scope(tenant, client, targets, sent.items("scope")),
            sent.one("state"),
            sent.one("nonce"),
            responseType.equals(CODE) ? PkceChallengeParser.of(client, sent) : Optional.empty(),
            prompts(tenant, sent),
            maxAge(client, sent),
            sent.one("login_hint"),
            hints.subject(tenant, client, sent.one("id_token_hint")),
            contextClasses(client, sent),
            languages(sent, "ui_locales"),
            languages(sent, "claims_locales"),
            sent.one("display").filter(DISPLAYS::contains),
            claimScopes.permitted(client, ClaimsParameterParser.of(sent.one("claims"))),
            targets,
            details.of(tenant, client, sent.one("authorization_details")),
            thumbprint(sent),
            brought.source());
    TokenContentSizeValidator.requireRequestedFits(
        "claims, authorization_details, resource and scope",
        request.claims(),
        request.authorizationDetails(),
        request.resources(),
        String.join(" ", request.scope()),
        request.claimsLocales().orElse(""));
    profiles.check(tenant, client, request);
    resources.check(tenant, client, request);
    return request;
  }

  private static String responseType(Client client, AuthorizationParameters sent) {
    String type =
        sent.one("response_type")
            .orElseThrow(
                () -> OAuthException.invalidRequest("The response_type parameter is required."));
    if (!RESPONSE_TYPES.contains(type)) {
      throw new OAuthException(
          400,
          "unsupported_response_type",
          "response_type must be one of " + String.join(", ", RESPONSE_TYPES) + ".");
    }
    boolean registered =
        !(client.metadata().get("response_types") instanceof List<?> types) || types.contains(type);
    if (!registered || !client.grantTypes().contains("authorization_code")) {
      throw OAuthException.unauthorizedClient(
          "The client must be registered for this response_type and the grant type "
              + "authorization_code.");
    }
    return type;
  }

  private void requireWay(
      TenantContext tenant,
      Client client,
      AuthorizationRequestSourceResolver.ResolvedAuthorizationParameters brought) {
    boolean pushedAlone =
        is(client, "require_pushed_authorization_requests")
            || AuthorizationCodeSettings.PUSHED_REQUESTS_REQUIRED.read(settings, tenant);
    if (pushedAlone && !brought.pushed()) { // RFC 9126 section 5 and 6
      requireInstalled(brought, AuthorizationRequestSourceResolver.PUSHED);
      throw OAuthException.invalidRequest(
          "The client must push its authorization requests (RFC 9126) and send only "
              + "client_id and request_uri.");
    }
    if (is(client, "require_signed_request_object") && !brought.object()) { // RFC 9101 section 10.5
      requireInstalled(brought, AuthorizationRequestSourceResolver.OBJECT);
      throw OAuthException.invalidRequest(
          "The client must send its authorization requests as signed request objects "
              + "(RFC 9101), in request or request_uri.");
    }
  }

  /**
   * Requires that the module for a required request source is installed, so that a client is not
   * refused for a module that is unavailable.
   */
  private static void requireInstalled(
      AuthorizationRequestSourceResolver.ResolvedAuthorizationParameters brought, String way) {
    String module = brought.away().get(way);
    if (module != null) {
      throw ApiException.moduleUnavailable(module);
    }
  }

  private Set<String> prompts(TenantContext tenant, AuthorizationParameters sent) {
    Set<String> asked = sent.items("prompt");
    return asked.isEmpty()
        ? asked
        : PromptParameterValidator.validate(asked, signIn.allowsRegistration(tenant));
  }

  private static Optional<Duration> maxAge(Client client, AuthorizationParameters sent) {
    Optional<String> named = sent.one("max_age");
    if (named.isEmpty()) {
      return client.metadata().get("default_max_age") instanceof Number seconds
          ? Optional.of(Duration.ofSeconds(seconds.longValue()))
          : Optional.empty();
    }
    if (!named.get().matches("[0-9]{1,9}")) {
      throw OAuthException.invalidRequest("The max_age parameter must be a number of seconds.");
    }
    return named.map(Long::parseLong).map(Duration::ofSeconds);
  }

  private static List<String> contextClasses(Client client, AuthorizationParameters sent) {
    Set<String> named = sent.items("acr_values");
    if (named.isEmpty() && client.metadata().get("default_acr_values") instanceof List<?> usual) {
      return usual.stream().map(String::valueOf).toList();
    }
    return List.copyOf(named);
  }

  /** Returns language preferences. Unsupported values are not an error (Core section 3.1.2.1). */
  private static Optional<String> languages(AuthorizationParameters sent, String name) {
    return sent.one(name).filter(tags -> LANGUAGES.matcher(tags).matches());
  }

  private static Optional<String> thumbprint(AuthorizationParameters sent) {
    Optional<String> jkt = sent.one("dpop_jkt");
    if (jkt.isPresent() && !PkceChallengeParser.SHA256.matcher(jkt.get()).matches()) {
      throw OAuthException.invalidRequest(
          "The dpop_jkt parameter must be a base64url-encoded SHA-256 thumbprint of "
              + "43 characters."); // RFC 9449
      // section 10
    }
    return jkt;
  }

  private static boolean is(Client client, String name) {
    return Boolean.TRUE.equals(client.metadata().get(name));
  }
}
