/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.AuthenticatedClient;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaSettings;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.platform.web.oauth.TokenContentSizeValidator;
import org.lumoauth.support.oauth.InstalledResourcePolicies;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Reads the authentication request of an authenticated client (CIBA section 7.2). */
@Component(service = BackchannelRequestValidator.class)
public final class BackchannelRequestValidator {

  private static final int MAX_CLASSES = 20;
  private static final int MAX_DIGITS = 9;
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private final BackchannelRequestSourceResolver signed;
  private final InstalledResourcePolicies resources;
  private final BackchannelAuthorizationDetailsValidator details;
  private final LoginHintResolver hints;

  @Activate
  public BackchannelRequestValidator(
      @Reference BackchannelRequestSourceResolver signed,
      @Reference ProviderRegistry registry,
      @Reference BackchannelAuthorizationDetailsValidator details,
      @Reference LoginHintResolver hints) {
    this.signed = signed;
    this.resources = new InstalledResourcePolicies(registry);
    this.details = details;
    this.hints = hints;
  }

  @Deactivate
  void close() {
    resources.close();
  }

  /**
   * Returns the validated request.
   *
   * @throws OAuthException with an error code of section 13
   */
  public ValidatedBackchannelRequest read(
      TenantContext tenant,
      AuthenticatedClient by,
      OAuthRequest request,
      CibaSettings.CibaSettingValues settings) {
    Client client = by.client();
    TokenDeliveryMode mode = mode(by);
    Map<String, List<String>> parameters = signed.parameters(tenant, client, request);
    String scope =
        one(parameters, "scope")
            .orElseThrow(() -> OAuthException.invalidRequest("The parameter scope is missing."));
    Set<String> scopes = BackchannelScopeValidator.scope(client, scope);
    List<String> targets =
        resources.permittedResources(
            tenant, client, parameters.getOrDefault("resource", List.of()));
    List<Map<String, Object>> asked =
        details.of(tenant, client, one(parameters, "authorization_details"));
    TokenContentSizeValidator.requireRequestedFits(
        "authorization_details, resource and scope", asked, targets, String.join(" ", scopes));
    return new ValidatedBackchannelRequest(
        mode,
        scopes,
        targets,
        asked,
        classes(one(parameters, "acr_values")),
        BindingMessageValidator.of(one(parameters, "binding_message")),
        lifetime(one(parameters, "requested_expiry"), settings),
        ClientNotificationTokenValidator.of(mode, one(parameters, "client_notification_token")),
        hints.resolve(tenant, client, parameters),
        one(parameters, "user_code"));
  }

  /**
   * Returns the client's registered delivery mode.
   *
   * @throws OAuthException {@code unauthorized_client} if the client is not registered for CIBA, or
   *     its registration is incomplete
   */
  private static TokenDeliveryMode mode(AuthenticatedClient by) {
    Client client = by.client();
    if (!client.grantTypes().contains(CibaGrantHandler.TYPE)) {
      throw OAuthException.unauthorizedClient(
          "The client is not registered for the grant type " + CibaGrantHandler.TYPE + ".");
    }
    if (!client.confidential()
        || by.method().equals("none")) { // section 7.1: the client must authenticate
      throw OAuthException.unauthorizedClient(
          "A public client cannot use backchannel authentication.");
    }
    TokenDeliveryMode mode = TokenDeliveryMode.of(client);
    if (mode.notifiesClient() && TokenDeliveryMode.endpoint(client).isEmpty()) { // section 4
      throw OAuthException.unauthorizedClient(
          "The client must be registered with a "
              + "backchannel_client_notification_endpoint for ping or push delivery.");
    }
    if (mode == TokenDeliveryMode.PUSH
        && bindsTokens(client)) { // a push notification proves no key possession
      throw OAuthException.unauthorizedClient(
          "A client with key-bound tokens cannot use push delivery. Register poll or " + "ping.");
    }
    return mode;
  }

  private static boolean bindsTokens(Client client) {
    Map<String, Object> metadata = client.metadata();
    return Boolean.TRUE.equals(metadata.get("dpop_bound_access_tokens"))
        || Boolean.TRUE.equals(metadata.get("tls_client_certificate_bound_access_tokens"))
        || metadata.get("profile") instanceof String profile && !profile.isEmpty();
  }

  private static List<String> classes(Optional<String> parameter) {
    List<String> classes =
        parameter.map(text -> Arrays.asList(text.strip().split(" +"))).orElse(List.of());
    if (classes.size() > MAX_CLASSES) {
      throw OAuthException.invalidRequest(
          "acr_values must have at most " + MAX_CLASSES + " values.");
    }
    return List.copyOf(classes);
  }

  private static Duration lifetime(
      Optional<String> parameter, CibaSettings.CibaSettingValues settings) {
    if (parameter.isEmpty()) {
      return settings.lifetime();
    }
    String text = parameter.get().strip();
    if (!text.matches("[1-9][0-9]*")) {
      throw OAuthException.invalidRequest("requested_expiry must be a positive number of seconds.");
    }
    Duration asked =
        text.length() > MAX_DIGITS ? settings.longest() : Duration.ofSeconds(Long.parseLong(text));
    if (asked.compareTo(settings.longest()) > 0) {
      return settings.longest();
    }
    return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked;
  }

  private static Optional<String> one(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw OAuthException.invalidRequest("The parameter " + name + " must not be repeated.");
    }
    return values.stream().findFirst().filter(value -> !value.isBlank());
  }
}
